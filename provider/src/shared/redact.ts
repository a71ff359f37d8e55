import { escapeHtml } from "./text";

/**
 * Returns a function that removes secrets from a text. A response can repeat its request, unchanged or encoded for a
 * form, a URL, a page or JSON.
 */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
    // The longest form comes first, because it can contain another one.
    const forms = secrets
        .filter((secret) => secret !== "")
        .flatMap(formsOf)
        .sort((one, other) => other.length - one.length);
    const escaped = forms.map((form) => form.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"));
    const pattern = new RegExp(escaped.join("|"), "gi");
    return (text) => (forms.length === 0 ? text : text.replace(pattern, "[secret]"));
}

function formsOf(secret: string): string[] {
    const form = new URLSearchParams({ s: secret }).toString().slice(2);
    const html = escapeHtml(secret);
    const named = secret.replace(/[&<>"']/g, (character) => htmlNames[character] ?? character);
    const json = JSON.stringify(secret).slice(1, -1);
    return [...new Set([secret, form, encodeURIComponent(secret), html, named, json])];
}

const htmlNames: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
