terraform {
  required_providers {
    mysafe = {
      source = "pulumi-mysafe/mysafe"
    }
  }
}

variable "url" { type = string }
variable "client_id" { type = string }

# The environment has the secret.
provider "mysafe" {
  url       = var.url
  client_id = var.client_id
}

resource "mysafe_password_disablement_set" "leavers" {
  identifiers = jsondecode(file("identifiers.json"))
}
