import { escapeHtml } from "./text";

/**
 * Makes what strikes secrets out of a text that came back from outside: an answer can echo what it was sent, as it was
 * or as it was encoded on the way (a form's body, an address, a page's HTML).
 */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
    // Longest first, so that a form that contains another is struck as a whole.
    const forms = secrets
        .filter((secret) => secret !== "")
        .flatMap(formsOf)
        .sort((one, other) => other.length - one.length);
    const pattern = new RegExp(forms.map(escaped).join("|"), "gi");
    return (text) => (forms.length === 0 ? text : text.replace(pattern, "[secret]"));
}

function formsOf(secret: string): string[] {
    const form = new URLSearchParams({ s: secret }).toString().slice(2);
    const html = escapeHtml(secret);
    const named = secret.replace(/[&<>"']/g, (character) => htmlNames[character] ?? character);
    const json = JSON.stringify(secret).slice(1, -1);
    return [...new Set([secret, form, encodeURIComponent(secret), html, named, json])];
}

const htmlNames: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
};

function escaped(text: string): string {
    return text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}
