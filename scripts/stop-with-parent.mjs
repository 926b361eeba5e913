// Loaded before a service: when the process that started it dies without a word, the service stops as well.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
