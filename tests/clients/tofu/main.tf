# The list call stands in for the read of a password, whose answer could hold its secret: it needs a vault that lists
# inactive passwords too.
terraform {
  required_providers {
    restapi = {
      source = "Mastercard/restapi"
    }
  }
}

variable "url" { type = string }
variable "client_id" { type = string }
variable "client_secret" {
  type      = string
  sensitive = true
}
variable "endpoint_params" {
  type        = map(string)
  description = "What the token request carries besides: the tenant, where the vault has tenants."
}
variable "identifiers" { type = set(string) }

provider "restapi" {
  uri                   = var.url
  create_returns_object = true

  oauth_client_credentials {
    oauth_client_id      = var.client_id
    oauth_client_secret  = var.client_secret
    oauth_token_endpoint = "${var.url}/api/oauth2/token"
    endpoint_params      = var.endpoint_params
  }
}

resource "restapi_object" "leaver" {
  for_each = var.identifiers

  path         = "/api/mysafe/password"
  object_id    = each.key
  id_attribute = "identifier"
  data         = "{}"
  create_path  = "/api/mysafe/password/inactive/{id}"
  read_path    = "/api/mysafe/password"
  read_search = {
    search_key   = "identifier"
    search_value = each.key
    results_key  = "password_on_list"
  }
  destroy_path   = "/api/mysafe/password/inactive/{id}"
  destroy_method = "POST"
}

output "answers" {
  value = { for identifier, made in restapi_object.leaver : identifier => jsondecode(made.create_response).response.message }
}

output "usernames" {
  value = { for identifier, made in restapi_object.leaver : identifier => lookup(made.api_data, "username", "") }
}
