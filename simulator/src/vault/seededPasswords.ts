import type { PasswordSeed } from "./passwordSeed";

/**
 * Returns the passwords of a small company's vault. The examples disable 312, and 340 is already inactive.
 * The leaver m.souza has 312, 313 and 315, and 321, which a program leaves active because it is tagged break-glass.
 * The caller may view but not edit 404, and may not view 411. There is no 9999. Each start generates new secrets.
 */
export function seededPasswords(): PasswordSeed[] {
    return [
        {
            identifier: 312,
            name: "Oracle production, former DBA",
            username: "m.souza",
            url: "oracle://db1.example.com:1521/PROD",
            tags: "offboarding, database",
        },
        {
            identifier: 313,
            name: "Oracle staging, former DBA",
            username: "m.souza",
            url: "oracle://db2.example.com:1521/STAGE",
            tags: "offboarding, database",
        },
        {
            identifier: 314,
            name: "GitHub, former DBA",
            username: "msouza-acme",
            url: "https://github.com",
            tags: "offboarding",
        },
        {
            identifier: 315,
            name: "VPN, former DBA",
            username: "m.souza",
            url: "https://vpn.example.com",
            tags: "offboarding, network",
        },
        { identifier: 320, name: "Root of the backup server", username: "root", tags: "break-glass, linux" },
        {
            identifier: 321,
            name: "Domain admin, break-glass",
            username: "m.souza",
            url: "ldaps://dc1.example.com",
            tags: "break-glass, windows",
        },
        {
            identifier: 330,
            name: "Build server, old account",
            username: "svc-build",
            url: "https://ci.example.com",
            tags: "service-account",
        },
        {
            identifier: 331,
            name: "Mail relay",
            username: "svc-mail",
            url: "smtps://mail.example.com:465",
            tags: "service-account",
        },
        {
            identifier: 340,
            name: "Legacy CRM",
            username: "crm-admin",
            url: "https://crm.example.com",
            tags: "offboarding",
            active: false,
        },
        {
            identifier: 350,
            name: "Payment provider, sandbox",
            username: "shop",
            url: "https://pay.example.com",
        },
        {
            identifier: 404,
            name: "Board portal, view only",
            username: "board",
            url: "https://board.example.com",
            tags: "shared",
            canWrite: false,
        },
        {
            identifier: 411,
            name: "Payroll, another team's",
            username: "payroll",
            url: "https://payroll.example.com",
            canView: false,
            canWrite: false,
        },
    ];
}
