/* Recomputes a page at two yields: the arithmetic of analytics/refinancing and analytics/banks, in the reader's browser.
   No library, no request. `explorable.figures(ten, short)` gives every figure at two yields in basis points,
   `explorable.read(ten, short)` their words as well. */
"use strict";
const explorable = (() => {
  const payload = JSON.parse(document.getElementById("payload").textContent);
  const N = payload.numbers;
  const C = {};

  async function unpack() {
    const bytes = Uint8Array.from(atob(payload.packed), (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const buffer = await new Response(stream).arrayBuffer();
    let at = 0;
    for (const [name, kind, length] of payload.layout) {
      const Kind = kind === "f4" ? Float32Array : Float64Array;
      C[name] = new Kind(buffer, at, length);
      at += Math.ceil((length * Kind.BYTES_PER_ELEMENT) / 8) * 8;
    }
  }

  const share = (part, whole) => (whole > 0 ? (100 * part) / whole : null);

  function middle(values) {
    const sorted = Float64Array.from(values).sort();
    if (!sorted.length) return null;
    const low = sorted[(sorted.length - 1) >> 1], high = sorted[sorted.length >> 1];
    return [low, high];
  }

  function median(values) {
    const pair = middle(values);
    if (!pair) return null;
    const mean = (pair[0] + pair[1]) / 2;
    return Number.isFinite(mean) ? mean : null;
  }

  /* Debt wall: I1 = I0 + legs; net income P - I - tax max(0, P - min(I, L)); break-even in closed form. */
  function debtWall(ten, short) {
    const long = (ten - N.long) / 1e4, change = (short - N.short) / 1e4;
    const rest = N.short / 1e4, moved = rest + change, level = ten / 1e4;
    const floating = Math.max(moved, N.floor) - Math.max(rest, N.floor);
    const kink = N.floor - moved, atFloor = N.floor - Math.max(moved, N.floor);
    let extra = 0, before = 0, ebit = 0, paid = 0, count = 0, gone = 0, debt = 0, debtGone = 0;
    let earnings = 0, earningsGone = 0, floats = 0, floatGone = 0, lost = 0;
    const covered = [], levels = [];
    for (let i = 0; i < N.n; i++) {
      const fixed = C.long_leg[i] + C.short_leg[i], free = C.exposed[i];
      const after = C.base[i] + C.long_leg[i] * long + C.short_leg[i] * change + free * floating;
      extra += after - C.interest[i];
      before += C.interest[i];
      if (C.interest[i] > 0) {
        covered.push(after > 0 ? C.ebit[i] / after : Infinity);
        ebit += C.ebit[i];
        paid += after;
      }
      if (!(C.profit[i] > 0)) continue;
      const left = C.earned[i] - after, profit = left - C.tax[i] * Math.max(left, C.always[i]);
      const gap = C.target[i] - (after + fixed * kink + free * atFloor), slope = gap >= 0 ? fixed + free : fixed;
      let even;
      if (fixed + free <= 0) even = after >= C.target[i] ? -Infinity : Infinity;
      else if (slope > 0) even = level + kink + gap / slope;
      else even = gap < 0 ? -Infinity : Infinity;
      even = profit <= 0 ? Math.min(even, level) : Math.max(even, level + 1e-15);
      levels.push(even);
      count += 1;
      debt += C.debt[i];
      earnings += C.profit[i];
      floats += C.float[i];
      lost += C.profit[i] - profit;
      if (profit <= 0) {
        gone += 1;
        debtGone += C.debt[i];
        earningsGone += C.profit[i];
        floatGone += C.float[i];
      }
    }
    const below = (limit) => levels.reduce((n, one) => n + (one <= limit ? 1 : 0), 0);
    const pair = middle(levels);
    let half = null;
    if (pair) {
      half = Number.isFinite(pair[0]) && Number.isFinite(pair[1]) ? (pair[0] + pair[1]) / 2 : pair[1];
      half = half > N.highest || half === -Infinity ? null : 100 * half;
    }
    const found = {
      extra_interest: N.n ? extra / 1e9 : null,
      extra_interest_share: share(extra, before),
      icr_median_after: median(covered),
      icr_aggregate_after: paid > 0 ? ebit / paid : null,
      wiped_out: gone,
      wiped_out_share: share(gone, count),
      wiped_out_debt_share: share(debtGone, debt),
      wiped_out_earnings_share: share(earningsGone, earnings),
      wiped_out_float_share: share(floatGone, floats),
      earnings_lost: share(lost, earnings),
      break_even_median: half,
      above_15_share: share(count - below(N.highest), count),
    };
    for (const [name, mark] of N.marks) found["wiped_out_at_" + name] = share(below(mark), count);
    return { found, levels, dot: [ten / 100, found.wiped_out_share] };
  }

  function bond(coupon, rate, years) {
    const v = Math.pow(1 + rate / 2, -2 * years);
    return coupon * (Math.abs(rate) < 1e-12 ? years : (1 - v) / rate) + v;
  }

  /* Level payments, prepaid by their incentive, less servicing, at the mortgage rate. */
  function pool(coupon, rate, years) {
    const [level, width, slope, mid] = N.prepayment;
    const stay = 1 - (level - width * Math.atan(slope * (mid - coupon / rate)));
    const n = Math.round(12 * years), last = Math.pow(1 + coupon / 12, n);
    const grow = 1 + coupon / 12, monthly = Math.pow(stay, 1 / 12), discount = 1 / (1 + (rate - N.strip) / 12);
    let grown = 1, left = 1, held = 1, factor = 1, value = 0;
    for (let month = 1; month <= n; month++) {
      grown *= grow;
      left *= monthly;
      factor *= discount;
      const next = ((last - grown) / (last - 1)) * left;
      value += (held * (1 + (coupon - N.strip) / 12) - next) * factor;
      held = next;
    }
    return value;
  }

  const prices = (rate, years) => N.coupons.map((coupon) => pool(coupon, rate, years));

  function interpolate(x, xs, ys) {
    if (x <= xs[0]) return ys[0];
    const last = xs.length - 1;
    if (x >= xs[last]) return ys[last];
    let at = Math.min(last - 1, Math.floor((x - xs[0]) / (xs[1] - xs[0])));
    while (at > 0 && xs[at] > x) at--;
    while (at < last - 1 && xs[at + 1] <= x) at++;
    return ys[at] + ((ys[at + 1] - ys[at]) * (x - xs[at])) / (xs[at + 1] - xs[at]);
  }

  /* Regional banks: each bucket carries the yield of the report date and is repriced at the reader's. */
  function regionalBanks(ten, short) {
    const long = (ten - N.long) / 1e4, change = (short - N.short) / 1e4;
    const at = (tenor) => change + ((long - change) * (Math.min(Math.max(tenor, 0.25), 10) - 0.25)) / 9.75;
    const rate = Math.max(N.today_ten + at(10) + N.spread, N.lowest);
    const plain = N.kinds.map((kind) =>
      kind.map(([years, tenor, pooled, then, now]) => (pooled ? 0 : bond(then, now + at(tenor), years) - 1)));
    const pooled = N.kinds.map((kind) =>
      kind.map(([years, , is]) => (is ? [prices(N.report_rate, years), prices(rate, years)] : null)));
    const k = N.kinds[0].length, loans = [["homes", 1], ["others", 2]].filter(([name]) => name in C);
    const fixed = {};
    for (const [name, place] of loans) {
      fixed[name] = plain[place].map((one, b) => {
        const pair = pooled[place][b];
        return pair ? interpolate(N.past_rate, N.coupons, pair[1]) - interpolate(N.past_rate, N.coupons, pair[0]) : one;
      });
    }
    let lost = 0, unbooked = 0, seen = 0, split = 0, part = 0, base = 0, assets50 = 0, assets100 = 0, beyond50 = 0;
    let beyond100 = 0, short0 = 0, shortAssets = 0;
    const burdens = [], covers = [], dots = [];
    for (let i = 0; i < N.n; i++) {
      let moved = 0;
      for (let b = 0; b < k; b++) {
        const weight = C.shares[i * k + b];
        if (!weight) continue;
        const pair = pooled[0][b];
        moved += weight * (pair
          ? interpolate(C.coupon[i], N.coupons, pair[1]) / interpolate(C.coupon[i], N.coupons, pair[0]) - 1
          : plain[0][b]);
      }
      let total = C.loss[i] - C.value[i] * moved;
      for (const [name] of loans) {
        const changes = fixed[name], width = changes.length;
        let of = 0;
        for (let b = 0; b < width; b++) of += C[name + "_shares"][i * width + b] * changes[b];
        total -= C[name][i] * of;
      }
      const outside = total - C.booked[i], tangible = C.tangible[i], assets = C.assets[i];
      if (!Number.isNaN(total)) { lost += total; seen += 1; }
      if (!Number.isNaN(outside)) { unbooked += outside; split += 1; }
      if (!Number.isNaN(outside) && !Number.isNaN(tangible)) { part += outside; base += tangible; }
      let burden = NaN;
      if (!Number.isNaN(outside) && tangible <= 0) burden = Infinity;
      else if (tangible > 0) burden = (100 * outside * (1 - N.tax)) / tangible;
      if (!Number.isNaN(burden)) burdens.push(burden);
      if (burden >= 50) { beyond50 += 1; if (!Number.isNaN(assets)) assets50 += assets; }
      if (burden >= 100) { beyond100 += 1; if (!Number.isNaN(assets)) assets100 += assets; }
      if (dots.length < 600 && Number.isFinite(burden) && assets > 0) dots.push([assets, burden]);
      const cover = C.insured[i] > 0
        ? (100 * (assets - outside - N.run_off * C.uninsured[i] - C.insured[i])) / C.insured[i] : NaN;
      if (!Number.isNaN(cover)) covers.push(cover);
      if (cover < 0) { short0 += 1; shortAssets += assets; }
    }
    const some = burdens.length > 0, held = covers.length > 0;
    return {
      found: {
        unrealised_loss: seen ? lost / 1e9 : null,
        unbooked_loss: split ? unbooked / 1e9 : null,
        unrealised_loss_to_equity: base > 0 ? (100 * part * (1 - N.tax)) / base : null,
        unrealised_loss_net: seen ? (lost * (1 - N.tax)) / 1e9 : null,
        median_burden: median(burdens),
        banks_beyond_50: some ? beyond50 : null,
        banks_beyond_100: some ? beyond100 : null,
        assets_beyond_50: some ? assets50 / 1e9 : null,
        assets_beyond_100: some ? assets100 / 1e9 : null,
        uncovered_banks: held ? short0 : null,
        uncovered_assets: held ? shortAssets / 1e9 : null,
        median_coverage: median(covers),
      },
      dots,
    };
  }

  const compute = payload.kind === "debt_wall" ? debtWall : regionalBanks;
  const figures = (ten, short) => compute(ten, short).found;

  /* An amount that its unit would round to nothing is written in the next smaller one, as `show` does. */
  const SMALLER = { "USD bn": "USD m", "USD m": "USD" }, DOLLARS = { "USD bn": 1e9, "USD m": 1e6, USD: 1 }, LEAST = 0.5;
  const SUFFIX = { count: "", percentile: "", index: "" };
  function written(value, unit, decimals) {
    if (value === null || value === undefined) return "n/a";
    const digits = Math.abs(value).toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    const isNothing = !/[1-9]/.test(digits);
    if (isNothing && unit in SMALLER && Math.abs(value) * DOLLARS[unit] >= LEAST) {
      const amount = (value * DOLLARS[unit]) / DOLLARS[SMALLER[unit]];
      return written(amount, SMALLER[unit], Math.abs(amount) >= 9.95 ? 0 : 1);
    }
    const sign = value < 0 && !isNothing ? "\u2212" : "";
    if (unit === "USD") return `${sign}USD\u00a0${digits}`;
    if (unit.startsWith("USD ")) return `${sign}USD\u00a0${digits}\u00a0${unit.slice(4)}`;
    return sign + digits + (unit in SUFFIX ? SUFFIX[unit] : "\u00a0" + unit);
  }

  /* What the sentence says of a figure: its words, not a sign, tell which way it goes. */
  function told(value, text, phrase) {
    if (value === null || value === undefined) return phrase.missing;
    if (!/[1-9]/.test(text)) return phrase.zero;
    return (value < 0 ? phrase.below : phrase.above).replace("#", text.replace("\u2212", ""));
  }

  /* Every figure at two yields, as a number and as text, and the sentence made of them. */
  function read(ten, short, by = compute) {
    const words = { ten: written(ten / 100, "%", 2), short: written(short / 100, "%", 2) }, result = by(ten, short);
    for (const { name, unit, decimals } of payload.figures) words[name] = written(result.found[name], unit, decimals);
    const sentence = payload.sentence.replace(/\{(\w+)\}/g, (_, name) =>
      name in payload.phrases ? told(result.found[name], words[name], payload.phrases[name]) : words[name]);
    return { result, words, sentence };
  }

  const SVG = "http://www.w3.org/2000/svg";
  function element(name, attributes, text) {
    const made = document.createElementNS(SVG, name);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function axes(svg, x, y, xs, ys, xWords, yWords) {
    const style = "stroke:var(--line);stroke-width:1";
    for (const value of ys) {
      svg.append(element("line", { x1: 44, x2: 630, y1: y(value), y2: y(value), style }));
      svg.append(element("text", { x: 38, y: y(value) + 4, "text-anchor": "end" }, yWords(value)));
    }
    for (const value of xs) svg.append(element("text", { x: x(value), y: 252, "text-anchor": "middle" }, xWords(value)));
  }

  function draw(result) {
    const svg = element("svg", { viewBox: "0 0 640 262" });
    const y = (value) => 232 - 2.2 * Math.min(100, Math.max(0, value));
    if (payload.kind === "debt_wall") {
      const x = (value) => 44 + 39 * value, levels = Float64Array.from(result.levels).sort();
      axes(svg, x, y, [0, 3, 6, 9, 12, 15], [0, 25, 50, 75, 100], (v) => v + " %", (v) => v + " %");
      let path = "", at = 0;
      for (let step = 0; step <= 300; step++) {
        while (at < levels.length && levels[at] <= (step * 0.05) / 100 + 1e-12) at++;
        path += `${step ? "L" : "M"}${x(step * 0.05).toFixed(1)} ${y((100 * at) / Math.max(1, levels.length)).toFixed(1)}`;
      }
      svg.append(element("path", { d: path, style: "fill:none;stroke:var(--accent);stroke-width:2.5" }));
      if (result.dot[1] !== null)
        svg.append(element("circle", { cx: x(result.dot[0]), cy: y(result.dot[1]), r: 6, style: "fill:var(--accent)" }));
    } else {
      const x = (value) => 44 + 117 * (Math.log10(value) - 8);
      axes(svg, x, y, [1e8, 1e9, 1e10, 1e11, 1e12], [0, 25, 50, 75, 100],
        (v) => (v < 1e9 ? "USD 0.1 bn" : v < 1e12 ? `${v / 1e9} bn` : "1 tn"), (v) => v + " %");
      for (const [assets, burden] of result.dots)
        if (assets >= 1e8)
          svg.append(element("circle", { cx: x(assets).toFixed(1), cy: y(burden).toFixed(1), r: 2.6,
            style: `fill:${burden >= 50 ? "#c8571b" : "var(--accent)"};fill-opacity:.6` }));
    }
    document.getElementById("drawing").replaceChildren(svg);
  }

  function show() {
    const ten = Number(document.getElementById("ten").value), short = Number(document.getElementById("short").value);
    const { result, words, sentence } = read(ten, short);
    for (const { name, id } of payload.figures) {
      for (const place of document.querySelectorAll(`#moving [data-id="${id}"],[data-figure="${name}"]`))
        place.textContent = words[name];
    }
    for (const id of ["ten", "short"]) document.getElementById(id + "_shown").textContent = words[id];
    document.getElementById("answer").textContent = sentence;
    draw(result);
  }

  function start() {
    const ten = document.getElementById("ten"), short = document.getElementById("short");
    let gap = Number(short.value) - Number(ten.value), waiting = false;
    const later = () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; show(); });
    };
    const is = () => document.getElementById("linked").checked;
    document.getElementById("linked").addEventListener("change", () => { gap = Number(short.value) - Number(ten.value); });
    ten.addEventListener("input", () => { if (is()) short.value = Number(ten.value) + gap; later(); });
    short.addEventListener("input", () => { if (is()) ten.value = Number(short.value) - gap; later(); });
    document.getElementById("reset").addEventListener("click", () => {
      ten.value = N.long;
      short.value = N.short;
      gap = N.short - N.long;
      show();
    });
    show();
  }

  return { figures, read, written, ready: unpack().then(start) };
})();
