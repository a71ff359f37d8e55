/** Says which versions the bench measured. */
import type { Engine } from "../engine/engine";
import { tofuPrograms } from "./tofu/versions";

/** Versions by name. */
export function versionsOf(engine: Engine): Record<string, string> {
    const version = (manifest: string) => (require(manifest) as { version: string }).version;
    const [tofu, rest] = tofuPrograms.map((program) => program.version.slice(1));
    return {
        "pulumi-mysafe": version("../provider/package.json"),
        "@pulumi/pulumi": version("@pulumi/pulumi/package.json"),
        Pulumi: engine.version,
        Node: process.versions.node,
        OpenTofu: tofu ?? "",
        "terraform-provider-restapi": rest ?? "",
    };
}
