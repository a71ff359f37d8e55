/** Writes the results of a run: the page, its data and its picture. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Results } from "../results";
import { boundsTable, renderPage } from "./page";
import { renderPicture } from "./picture";

/**
 * Writes the page to `out`, with results.json and results.svg beside it. Without `out` it prints the page.
 *
 * @param isShort True to print the table of bounds alone.
 */
export function write(results: Results, out: string | undefined, isShort = false): void {
    if (out === undefined) {
        process.stdout.write(isShort ? `${boundsTable(results)}\n` : renderPage(results));
        return;
    }
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, renderPage(results));
    writeFileSync(join(dirname(out), "results.json"), asJson(results));
    writeFileSync(join(dirname(out), "results.svg"), renderPicture(results));
}

/** Returns JSON with one line for each cell, so that diffs stay readable. */
export function asJson({ cells, startUps, ...rest }: Results): string {
    const lines = (items: readonly unknown[]) => items.map((item) => `\n        ${JSON.stringify(item)}`).join(",");
    const head = JSON.stringify(rest, null, 4).replace(/\n\}$/, "");
    return `${head},\n    "startUps": [${lines(startUps)}\n    ],\n    "cells": [${lines(cells)}\n    ]\n}\n`;
}
