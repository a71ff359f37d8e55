resource "mysafe_password_disablement" "former_dba" {
  identifier = 312
  reason     = "CHG-2041"
}
