/** `npm run --silent engine`: prints the folder for PATH on stdout and everything else on stderr. */
import { getEngine } from "./engine";

getEngine().then(
    ({ folder }) => process.stdout.write(`${folder}\n`),
    (error: Error) => {
        process.stderr.write(`${error.message}\n`);
        process.exitCode = 1;
    },
);
