/** Writes what a run found: the page, its data and its picture. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Results } from "../results";
import { renderPage } from "./page";
import { renderPicture } from "./picture";

/** Writes the page into `out`, with results.json and results.svg beside it; to the standard output without one. */
export function write(results: Results, out: string | undefined): void {
    if (out === undefined) {
        process.stdout.write(renderPage(results));
        return;
    }
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, renderPage(results));
    writeFileSync(join(dirname(out), "results.json"), asJson(results));
    writeFileSync(join(dirname(out), "results.svg"), renderPicture(results));
}

/** JSON with a line for each cell, so that a later run's changes can be read. */
export function asJson({ cells, startUps, startUpsCompiled, ...rest }: Results): string {
    const lines = (items: readonly unknown[]) => items.map((item) => `\n        ${JSON.stringify(item)}`).join(",");
    const head = JSON.stringify(rest, null, 4).replace(/\n\}$/, "");
    return `${head},\n    "startUps": [${lines(startUps)}\n    ],\n    "startUpsCompiled": [${lines(startUpsCompiled)}\n    ],\n    "cells": [${lines(cells)}\n    ]\n}\n`;
}
