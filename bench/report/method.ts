/** The section of the page about the method and its limits. */

/** The section in Markdown. */
export const howMeasured = `## How it is measured

* **Vault**: \`mysafe-simulator\` in a process of its own on loopback, a new one for each cycle of a form, with as many
  active passwords as are disabled, and none else. It shares the machine's cores with what is measured.
* **Work done**: after each command the vault is asked; where one password is still active, the cell says "failed".
* **Programs**: \`bench/programs/\`, in plain JavaScript with \`typescript: false\`, so that no compiling of TypeScript is in any
  number. Those of the npm package import it alone, which spares them a quarter of a second for the SDK's main module in each
  preview and each update. The package is the packed one, installed outside the repository in a project without TypeScript.
  The plugin is the executable of a release, with the packed SDK for Node, and so is our Terraform provider. State is in
  files.
* **Node**: the one named above runs Pulumi's programs and the dynamic provider (\`--node\`, 24 by default). Everything else
  runs on the machine's own.
* **TypeScript off**: where the language host is the one that can be built with Go, which is older than the engine and
  passes over \`typescript: false\`, the bench gives it that option, as a current host does.
* **Repeats**: what is held against a bound, in rounds, each time on a new vault and a new stack, and the median of them
  (\`--rounds\`, 3 by default); the other cells once. Single runs differ by some per cent, on a busy machine by far more.
* **Slow vault**: only the forms that a latency changes most.
* **Concurrency**: 8 calls at once for the sets (\`mysafe:maxConcurrency\`, default) and curl; the defaults of
  \`pulumi up --parallel\` and OpenTofu (\`-parallelism\`, 10) for the rest.
* **Memory**: read from /proc every 50 ms: resident memory of all processes of the command at one moment, in which pages
  that two processes share count twice; and the kernel's own peak (VmHWM) of the provider's process.
* **CPU time**: read from /proc every 50 ms. What a process spends after the last look is missing.
* **Start of the provider**: started as the engine does, it is asked for a check as soon as it stands. Most of the dynamic
  provider's time is the SDK loading itself.
* **Refresh**: Pulumi reads each password in its preview and again in the refresh.
* **Previews**: Pulumi's asks what \`mysafe:preflight\` says; OpenTofu's \`plan\` also refreshes, and so stands beside both.
* **The usual dynamic provider** gets a token in each operation, as Pulumi's examples make their client in each.
* **OpenTofu** runs \`apply\`, \`plan\`, \`apply -refresh-only\` and \`destroy\`, and finds each provider by \`dev_overrides\`,
  so no number has an \`init\`. The set reads its identifiers from a JSON file.
* **The REST provider** gets a token for each call. It takes the vault's answer to the read of an inactive password (400,
  1009) for a failure, so its read is the disable call again, and its delete too. Its resources come from \`count\`, as no
  user would write it, since that is many times faster here than \`for_each\`, which OpenTofu evaluates again for each.
  Version 1.20.0 is the newest that Go builds by its name. A newer one is built from its source.
`;
