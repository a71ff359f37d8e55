// Disables passwords, notes and API secrets in the senhasegura / Segura MySafe vault.
package mysafe
