/** Packs both packages and installs the provider once, before the tests run. */
import { packedProject, packedTarball } from "./packedProject";

Promise.all([packedProject(), packedTarball("simulator")]).catch((error) => {
    console.error(error);
    process.exitCode = 1;
});
