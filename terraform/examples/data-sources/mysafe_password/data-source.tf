data "mysafe_password" "former_dba" {
  tag          = "database"
  url_contains = "db1.example.com"
}

output "former_dba" {
  value = data.mysafe_password.former_dba.identifier
}
