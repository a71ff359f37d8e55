# Disables one password, and all passwords with a tag.
terraform {
  required_providers {
    mysafe = {
      source  = "pulumi-mysafe/mysafe"
      version = "~> 0.1"
    }
  }
}

provider "mysafe" {
  url       = "https://vault.example.com"
  client_id = "offboarding"
  # tenant  = "acme" # where the gateway requires one
  # The environment has the secret: SENHASEGURA_CLIENT_SECRET.
}

resource "mysafe_password_disablement" "former_dba" {
  identifier = 312
  reason     = "CHG-2041"
}

data "mysafe_passwords" "found" {
  tag         = "service-account"
  allow_empty = true # the vault can hide inactive passwords
}

resource "mysafe_password_disablement_set" "service_accounts" {
  identifiers = data.mysafe_passwords.found.identifiers
  additive    = true # keeps passwords that the search no longer finds
  reason      = "CHG-2041"
}

output "disabled" {
  value = mysafe_password_disablement_set.service_accounts.identifiers
}
