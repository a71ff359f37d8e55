/** Draws `results.svg`: the wall times of `up` as bars, with a column for each size and a block for each latency. */
import { type Colour, faint, frame, ground, ink, round, svgOf, text } from "../../picture/svg";
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

/** The colours of the bars, which contrast with the background. */
const colours: Record<string, Colour> = {
    set: ["#0969da", "#4493f8"],
    single: ["#4a90dd", "#316dca"],
    plugin: ["#1a7f37", "#3fb950"],
    usual: ["#bc4c00", "#db6d28"],
    tofu: ["#8250df", "#ab7df8"],
    curl: ["#6e7781", "#8b949e"],
};

/** Returns the picture. */
export function renderPicture(results: Results): string {
    const sizes = sizesIn(results).filter((size) => size > 1);
    const latencies = [...new Set(results.cells.map((cell) => cell.latencyMs))].sort((one, other) => one - other);
    let height = titleHeight;
    const blocks = latencies.map((latencyMs) => {
        const forms = formsIn(results, latencyMs);
        const drawn = block(results, { forms, sizes, latencyMs, top: height });
        height += headHeight + forms.length * rowHeight + 14;
        return drawn;
    });
    return svgOf({
        title: "Wall time of up, by form and number of passwords",
        width,
        height: height + margin,
        colours: { ground, ink, faint, ...colours },
        body: [
            text(margin, 32, "How long disabling passwords takes", { "font-size": 18, class: "bold" }),
            text(
                margin,
                52,
                "Wall time of the whole command. Blue and green are this package. Each column has its own scale.",
                {
                    class: "faint",
                },
            ),
            ...blocks.flat(),
        ],
    });
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
            "text-anchor": "end",
            class: weightOf(form),
        }),
    );
    const columns = sizes.flatMap((size, index) => {
        const left = margin + namesWidth + index * columnWidth;
        const values = forms.map((form) => secondsOf(results, { form: form.name, size, latencyMs, operation: "up" }));
        const longest = Math.max(...values.map((value) => value ?? 0), 0.001);
        return [
            text(left, top + 44, `${count(size)} passwords`, { class: "faint" }),
            `<line x1="${left}" y1="${first - 4}" x2="${left}" y2="${first + forms.length * rowHeight - 4}" stroke="${frame}"/>`,
            ...forms.flatMap((form, row) =>
                bar(form, values[row], {
                    left,
                    top: first + row * rowHeight,
                    pixelsASecond: (columnWidth - valueWidth - 14) / longest,
                }),
            ),
        ];
    });
    return [text(margin, top + 22, heading, { "font-size": 14, class: "bold" }), ...names, ...columns];
}

function bar(
    form: Form,
    value: number | undefined,
    { left, top, pixelsASecond }: { left: number; top: number; pixelsASecond: number },
): string[] {
    if (value === undefined) {
        return [text(left + 5, top + barHeight, "–", { class: "faint" })];
    }
    const length = round(Math.max(1.5, value * pixelsASecond));
    return [
        `<rect class="${colourOf(form)}" x="${left}" y="${top + 2}" width="${length}" height="${barHeight}" rx="2"/>`,
        text(left + length + 5, top + barHeight, seconds(value), { class: weightOf(form) }),
    ];
}

function weightOf({ name }: Form): "bold" | undefined {
    return name === "set" ? "bold" : undefined;
}

function colourOf({ name }: Form): string {
    const names: Partial<Record<Form["name"], string>> = {
        closure: "usual",
        "set-plugin-yaml": "plugin",
        terraform: "plugin",
        "terraform-set": "plugin",
    };
    return names[name] ?? name.replace(/-.*/, "");
}
