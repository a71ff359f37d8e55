#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startServer } from "./plugin/server";

const readPackageFile = (name: string) => readFileSync(join(__dirname, "..", name), "utf8");

const facts = {
    version: JSON.parse(readPackageFile("package.json")).version,
    readSchema: () => readPackageFile("schema.json"),
};

// The engine reads the port from the first line of standard output.
void startServer(facts, process.argv[2] ?? "").then((port) => process.stdout.write(`${port}\n`));
