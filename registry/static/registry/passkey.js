// Shows the passkey button where the browser can make or use one, and says when it did not work.
document.addEventListener('DOMContentLoaded', () => {
  const section = document.getElementById('passkey')
  if (section && window.PublicKeyCredential) section.hidden = false
})
document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  const message = document.getElementById('passkey-failed')
  if (message) message.hidden = false
})
