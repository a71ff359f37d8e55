/** Finds the broken links of a page. */
import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { type Page, repository } from "./pages";

/** The URL of the repository. */
export const ownAddress = "https://github.com/pulumi-mysafe/pulumi-mysafe";

/**
 * Returns the problem of each broken link, one line each. Files of the repository and their anchors must exist, also
 * behind an absolute URL. For other URLs it checks only the syntax.
 */
export function brokenLinks(page: Page, pages: ReadonlyMap<string, Page>): string[] {
    return page.links.flatMap(({ place, target }) => {
        const wrong = problemOf(page, target, pages);
        return wrong ? [`${place}: ${target}: ${wrong}`] : [];
    });
}

function problemOf(page: Page, target: string, pages: ReadonlyMap<string, Page>): string | undefined {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) {
        const own = target.match(
            /^https:\/\/github\.com\/pulumi-mysafe\/pulumi-mysafe(?:#readme|\/(?:blob|tree|raw)\/main\/(.*))$/,
        );
        return own ? own[1] && wrongFile(own[1], pages) : wrongAddress(target);
    }
    if (target.startsWith("/")) {
        return "neither relative nor a whole address";
    }
    const [path = ""] = target.split("#");
    const file = path ? posix.join(posix.dirname(page.path), path) : page.path;
    const anchor = target.slice(path.length);
    return file.startsWith("..") ? "outside the repository" : wrongFile(`${file}${anchor}`, pages);
}

function wrongFile(target: string, pages: ReadonlyMap<string, Page>): string | undefined {
    const [file = "", anchor] = target.split("#");
    const path = decodeURI(file).replace(/\/$/, "");
    if (!pages.has(path) && !existsSync(join(repository, path))) {
        return "no such file";
    }
    if (anchor === undefined) {
        return undefined;
    }
    const page = pages.get(path);
    if (!page) {
        return "an anchor of what is no page";
    }
    return page.anchors.has(decodeURIComponent(anchor)) ? undefined : "no such heading";
}

function wrongAddress(target: string): string | undefined {
    if (!URL.canParse(target)) {
        return "no address";
    }
    const { protocol, hostname } = new URL(target);
    if (protocol === "mailto:") {
        return undefined;
    }
    return protocol === "https:" && hostname.includes(".") ? undefined : "no address of the web with https:";
}
