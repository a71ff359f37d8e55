/** Returns the warning about searches that found nothing. @param subject A clause, such as `getPasswords() found none`. */
export function describeEmptySearch(subject: string): string {
    return `${subject}. Check the spelling. A search finds only passwords that are shared with the access key, and the vault can leave inactive ones out of its list. If that is expected, pass allowEmpty: true.`;
}
