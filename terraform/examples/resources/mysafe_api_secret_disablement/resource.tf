resource "mysafe_api_secret_disablement" "old_pipeline" {
  identifier = 7
  reason     = "CHG-2041"
}
