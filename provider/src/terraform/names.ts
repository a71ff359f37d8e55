/** Returns a name as Terraform spells it: `on_destroy` for `onDestroy`. */
export function toAttribute(name: string): string {
    return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Returns a name as the lifecycle spells it: `onDestroy` for `on_destroy`. */
export function toProperty(attribute: string): string {
    return attribute.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}
