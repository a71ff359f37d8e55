/**
 * Runs in the folder of a project: disables the passwords of a set and refreshes them through the dynamic provider, and
 * sends the CPU profile of each operation to the parent process.
 */
const { Session } = require("node:inspector/promises");
const { join } = require("node:path");

async function profile(session, operation) {
    await session.post("Profiler.start");
    const result = await operation();
    const { profile: measured } = await session.post("Profiler.stop");
    return [result, measured];
}

async function main(size, settings) {
    const { passwordDisablementSet: provider } = require(
        join(process.cwd(), "node_modules/pulumi-mysafe/dist/provider"),
    );
    await provider.configure({ config: { get: (key) => settings[key] } });
    const identifiers = Object.fromEntries(Array.from({ length: size }, (_, index) => [String(index + 1), "inactive"]));
    const session = new Session();
    session.connect();
    await session.post("Profiler.enable");
    await session.post("Profiler.setSamplingInterval", { interval: 250 });
    const [{ id, outs }, disable] = await profile(session, () => provider.create({ identifiers }));
    const [, read] = await profile(session, () => provider.read(id, outs));
    process.send({ disable, read }, () => process.exit());
}

process.once("message", ({ size, settings }) => main(size, settings));
