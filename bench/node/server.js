// Tells everybody what anybody says.
import { WebSocket, WebSocketServer } from 'ws'

const server = new WebSocketServer({ host: '127.0.0.1', port: +process.argv[2], backlog: 4096 })

server.on('connection', socket => {
  socket.on('error', () => {})
  socket.on('message', data => {
    for (const client of server.clients) {
      if (client.readyState === WebSocket.OPEN) client.send(data, { binary: false })
    }
  })
})
