/** The versions that the bench measures. */
import { execFileSync } from "node:child_process";
import type { Engine } from "../engine/engine";
import { tofuPrograms } from "./tofu/versions";

/**
 * Returns the versions by name.
 *
 * @param node The Node that runs Pulumi.
 * @param restProvider The executable of another version of the REST provider, whose name ends in the version.
 */
export function versionsOf(engine: Engine, node: string, restProvider: string | undefined): Record<string, string> {
    const version = (manifest: string) => (require(manifest) as { version: string }).version;
    const newest = restProvider?.replace(/^.*_v/, "");
    const [tofu, rest] = tofuPrograms.map((program) => program.version.slice(1));
    return {
        "pulumi-mysafe": version("../provider/package.json"),
        "@pulumi/pulumi": version("@pulumi/pulumi/package.json"),
        Pulumi: engine.version,
        Node: execFileSync(node, ["--version"], { encoding: "utf8" }).trim().slice(1),
        OpenTofu: tofu ?? "",
        "terraform-provider-restapi": [rest, newest].filter((one) => one !== undefined).join(" and "),
    };
}
