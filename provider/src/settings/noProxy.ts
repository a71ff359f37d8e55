import { BlockList, isIP } from "node:net";
import { domainToASCII } from "node:url";
import { hostOf } from "./vaultUrl";

/** One entry of `NO_PROXY`. */
interface Exclusion {
    matches(host: string): boolean;
    /** Undefined means every port. */
    port: string | undefined;
}

/** The hosts that requests reach without a proxy, and the entries that name no host. */
export interface Exclusions {
    bypassesProxy(url: URL): boolean;
    unknownEntries: string[];
}

/**
 * Reads `NO_PROXY` as curl and Go do. Entries are `*`, hosts with their subdomains, `.domain`, `*.domain`, addresses and
 * CIDR blocks. Each can have a port. Commas or white space separate them.
 */
export function parseNoProxy(list: string): Exclusions {
    const entries = list.split(/[\s,]+/).filter((entry) => entry !== "");
    const exclusions = entries.map((entry) => ({ entry, exclusion: parseEntry(entry) }));
    return {
        bypassesProxy(url) {
            const host = hostOf(url).replace(/\.$/, "");
            const port = url.port || (url.protocol === "https:" ? "443" : "80");
            return exclusions.some(({ exclusion }) => exclusion?.matches(host) && (exclusion.port ?? port) === port);
        },
        unknownEntries: exclusions.filter(({ exclusion }) => exclusion === undefined).map(({ entry }) => entry),
    };
}

function parseEntry(entry: string): Exclusion | undefined {
    if (entry === "*") {
        return { matches: () => true, port: undefined };
    }
    // An IPv6 address has a port only behind brackets, and needs none without a port.
    const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(entry) ?? [];
    const address = bracketed ?? plain ?? entry.replace(/[[\]]/g, "");
    const matches = parseAddresses(address) ?? parseDomain(plain ?? "");
    return Number(port ?? 0) > 65_535 ? undefined : matches && { matches, port };
}

/** Parses an address, or a CIDR block. */
function parseAddresses(text: string): Exclusion["matches"] | undefined {
    const [address = "", prefix, ...others] = text.split("/");
    const version = isIP(address);
    const bits = version === 6 ? 128 : 32;
    const length = prefix === undefined ? bits : Number(/^\d{1,3}$/.test(prefix) ? prefix : Number.NaN);
    if (version === 0 || others.length > 0 || !(length <= bits) || address.includes("%")) {
        return undefined;
    }
    const block = new BlockList();
    block.addSubnet(address, length, version === 6 ? "ipv6" : "ipv4");
    return (host) => isIP(host) !== 0 && block.check(host, isIP(host) === 6 ? "ipv6" : "ipv4");
}

/** Parses a host name, which matches its subdomains too. `*.domain` and `*domain` match by their end alone. */
function parseDomain(text: string): Exclusion["matches"] | undefined {
    const [, wildcard = "", written = ""] = /^(\*?\.?)(.+?)\.?$/.exec(text) ?? [];
    // A name that ends in a number is an address that is not complete.
    const isName = /^[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*$/u.test(written) && !/(^|\.)\d+$/.test(written);
    const name = isName ? domainToASCII(written) : "";
    if (name === "") {
        return undefined;
    }
    if (wildcard.startsWith("*")) {
        const ending = `${wildcard.slice(1)}${name}`;
        return (host) => host.endsWith(ending);
    }
    return (host) => host === name || host.endsWith(`.${name}`);
}
