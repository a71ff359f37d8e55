#!/usr/bin/env node
import { startServer } from "./plugin/server";

// A bundle contains these files. The engine asks for the schema seldom.
const { version }: { version: string } = require("../package.json");
const facts = { version, readSchema: () => JSON.stringify(require("../schema.json")) };

// The engine puts its address last, after the flags of its own log.
const [address = ""] = process.argv.slice(2).slice(-1);

// The engine reads the port from the first line of standard output.
void startServer(facts, address).then((port) => process.stdout.write(`${port}\n`));
