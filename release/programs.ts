/** The programs of a release, each with the names that its tool downloads and starts. */
import type { Target } from "./targets";

/** A program that becomes one executable for each platform. */
export interface Program {
    /** Its name, without a version. */
    name: string;
    /** The module that starts it, from the root of the repository. */
    entry: string;
    /** Returns the name of the executable. */
    executableName(target: Target, version: string): string;
    /** Returns the name of the archive. Its end says how the archive is written. */
    archiveName(target: Target, version: string): string;
    /** Returns the name of the file with the checksums. */
    checksumsName(version: string): string;
    /** A file that a registry reads, from the root of the repository, and its name beside the archives. */
    manifest?: { file: string; nameOf(version: string): string };
}

/** The plugin for Pulumi, as `pulumi plugin install` expects it. */
export const pulumiPlugin: Program = {
    name: "pulumi-resource-mysafe",
    entry: "provider/src/plugin.ts",
    executableName: (target) => `pulumi-resource-mysafe${suffixOf(target)}`,
    archiveName: ({ goName }, version) => `pulumi-resource-mysafe-v${version}-${goName}.tar.gz`,
    checksumsName: () => "SHA256SUMS",
};

/** The provider for Terraform and OpenTofu, as their registries and mirrors expect it. */
export const terraformProvider: Program = {
    name: "terraform-provider-mysafe",
    entry: "provider/src/terraform.ts",
    executableName: (target, version) => `terraform-provider-mysafe_v${version}${suffixOf(target)}`,
    archiveName: ({ goName }, version) => `terraform-provider-mysafe_${version}_${goName.replace("-", "_")}.zip`,
    checksumsName: (version) => `terraform-provider-mysafe_${version}_SHA256SUMS`,
    manifest: {
        file: "release/terraform-registry-manifest.json",
        nameOf: (version) => `terraform-provider-mysafe_${version}_manifest.json`,
    },
};

/** All programs. */
export const programs: readonly Program[] = [pulumiPlugin, terraformProvider];

function suffixOf({ name }: Target): string {
    return name.startsWith("win-") ? ".exe" : "";
}
