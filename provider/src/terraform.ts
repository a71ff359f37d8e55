#!/usr/bin/env node
import { useVocabulary } from "./shared/vocabulary";
import { isStartedByTerraform } from "./terraform/handshake";
import { startServer } from "./terraform/server";
import { terraformVocabulary } from "./terraform/vocabulary";

if (isStartedByTerraform(process.env)) {
    useVocabulary(terraformVocabulary);
    void startServer();
} else {
    console.error("This is a plugin for Terraform and OpenTofu, which start it by themselves. See docs/terraform.md.");
    process.exitCode = 1;
}
