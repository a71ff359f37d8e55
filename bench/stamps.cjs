/** Preloaded into a provider process. Prints when the process began, and when it required and loaded our module. */
const Module = require("node:module");

const stamp = (name, at) => process.stderr.write(`stamp ${name} ${at.toFixed(1)}\n`);
const now = () => performance.timeOrigin + performance.now();
const load = Module._load;

stamp("began", performance.timeOrigin);
Module._load = function (request, ...rest) {
    if (request !== "pulumi-mysafe/provider") {
        return load.call(this, request, ...rest);
    }
    Module._load = load;
    stamp("asked", now());
    const loaded = load.call(this, request, ...rest);
    stamp("loaded", now());
    return loaded;
};
