/** Draws `results.svg`: the wall times of `up` as bars, with a column for each size and a block for each latency. */
import type { Form } from "../forms";
import { type Results, secondsOf } from "../results";
import { count, seconds } from "./format";
import { formsIn, sizesIn } from "./tables";

const width = 880;
const margin = 20;
const namesWidth = 186;
const rowHeight = 22;
const barHeight = 13;
const headHeight = 58;
const titleHeight = 62;
/** The space for the label of the longest bar. */
const valueWidth = 54;

const ink = "#1f2328";
const faint = "#59636e";
const colours: Record<string, string> = { ours: "#0969da", usual: "#bc4c00", tofu: "#8250df", curl: "#6e7781" };

/** Returns the picture. It has its own background, so that light and dark pages show it alike. */
export function renderPicture(results: Results): string {
    const forms = formsIn(results);
    const sizes = sizesIn(results).filter((size) => size > 1);
    const latencies = [...new Set(results.cells.map((cell) => cell.latencyMs))].sort((one, other) => one - other);
    const blockHeight = headHeight + forms.length * rowHeight + 14;
    const height = titleHeight + latencies.length * blockHeight + margin;
    const blocks = latencies.map((latencyMs, index) =>
        block(results, { forms, sizes, latencyMs, top: titleHeight + index * blockHeight }),
    );
    return `${[
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`,
        `    font-family="system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" font-size="13" role="img">`,
        `<title>Wall time of up, by form and number of passwords</title>`,
        `<rect width="${width}" height="${height}" rx="8" fill="#ffffff" stroke="#d1d9e0"/>`,
        text(margin, 32, "How long disabling passwords takes", { size: 18, weight: 600 }),
        text(margin, 52, "Wall time of the whole command; each column has its own scale.", { fill: faint }),
        ...blocks.flat(),
        "</svg>",
    ].join("\n")}\n`;
}

interface Block {
    forms: readonly Form[];
    sizes: readonly number[];
    latencyMs: number;
    /** The distance from the top in pixels. */
    top: number;
}

function block(results: Results, { forms, sizes, latencyMs, top }: Block): string[] {
    const columnWidth = (width - 2 * margin - namesWidth) / Math.max(1, sizes.length);
    const first = top + headHeight;
    const heading = `Vault that answers ${latencyMs === 0 ? "at once" : `after ${latencyMs} ms`}`;
    const names = forms.map((form, row) =>
        text(margin + namesWidth - 12, first + row * rowHeight + barHeight, form.label, {
            anchor: "end",
            weight: form.name === "set" ? 600 : 400,
        }),
    );
    const columns = sizes.flatMap((size, index) => {
        const left = margin + namesWidth + index * columnWidth;
        const values = forms.map((form) => secondsOf(results, { form: form.name, size, latencyMs, operation: "up" }));
        const longest = Math.max(...values.map((value) => value ?? 0), 0.001);
        return [
            text(left, top + 44, `${count(size)} passwords`, { fill: faint }),
            `<line x1="${left}" y1="${first - 4}" x2="${left}" y2="${first + forms.length * rowHeight - 4}" stroke="#d1d9e0"/>`,
            ...forms.flatMap((form, row) =>
                bar(form, values[row], {
                    left,
                    top: first + row * rowHeight,
                    pixelsASecond: (columnWidth - valueWidth - 14) / longest,
                }),
            ),
        ];
    });
    return [text(margin, top + 22, heading, { size: 14, weight: 600 }), ...names, ...columns];
}

function bar(
    form: Form,
    value: number | undefined,
    { left, top, pixelsASecond }: { left: number; top: number; pixelsASecond: number },
): string[] {
    if (value === undefined) {
        return [text(left + 5, top + barHeight, "–", { size: 12, fill: faint })];
    }
    const length = round(Math.max(1.5, value * pixelsASecond));
    const opacity = form.name === "set" || !isOurs(form) ? 1 : 0.55;
    return [
        `<rect x="${left}" y="${top + 2}" width="${length}" height="${barHeight}" rx="2" fill="${colourOf(form)}" opacity="${opacity}"/>`,
        text(round(left + length + 5), top + barHeight, seconds(value), {
            size: 12,
            weight: form.name === "set" ? 600 : 400,
        }),
    ];
}

function isOurs({ name }: Form): boolean {
    return name === "set" || name.startsWith("single");
}

function colourOf(form: Form): string {
    const kind = isOurs(form) ? "ours" : form.name === "closure" ? "usual" : form.name.replace(/-.*/, "");
    return colours[kind] ?? faint;
}

interface TextOptions {
    size?: number;
    weight?: number;
    fill?: string;
    anchor?: "start" | "end";
}

function text(x: number, y: number, content: string, { size, weight, fill = ink, anchor }: TextOptions = {}): string {
    const attributes = [
        `x="${round(x)}" y="${y}" fill="${fill}"`,
        size === undefined ? "" : ` font-size="${size}"`,
        weight === undefined || weight === 400 ? "" : ` font-weight="${weight}"`,
        anchor === undefined ? "" : ` text-anchor="${anchor}"`,
    ];
    return `<text ${attributes.join("")}>${content.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</text>`;
}

function round(value: number): number {
    return Math.round(value * 10) / 10;
}
