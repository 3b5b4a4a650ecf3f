// The yardstick PouchDB: node peer_pouchdb.cjs server FOLDER PORT | client FOLDER DOCUMENTS URL
const path = require('path'), fs = require('fs'), readline = require('readline')
const need = require('module').createRequire(path.join(process.env.POUCHDB, 'package.json'))
const PouchDB = need('pouchdb')
const [, , role, folder, ...rest] = process.argv

const server = port => {
  const home = path.join(folder, 'server') + path.sep
  fs.mkdirSync(home)
  process.chdir(home)
  const options = { mode: 'minimumForPouchDB', logPath: path.join(home, 'log.txt') }
  const app = need('express')()
  app.use('/', need('express-pouchdb')(PouchDB.defaults({ prefix: home }), options))
  app.listen(Number(port), '127.0.0.1')
}

const client = async (documents, url) => {
  const noted = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]()
  const say = async (name, seconds) => {
    console.log(`##phase ${name} ${seconds}`)
    await noted.next()
  }
  const phase = async (name, from, to, expected) => {
    const began = process.hrtime.bigint()
    const result = await PouchDB.replicate(from, to, { batch_size: 1000, batches_limit: 10 })
    const seconds = Number(process.hrtime.bigint() - began) / 1e9
    if (result.docs_written !== expected) throw new Error(`${name}: ${result.docs_written}`)
    await say(name, seconds)
  }
  const read = name => JSON.parse(fs.readFileSync(path.join(documents, name), 'utf8'))
    .map(({ id, ...fields }) => ({ _id: 'member:' + String(id).padStart(6, '0'), ...fields }))
  const a = new PouchDB(path.join(folder, 'a')), b = new PouchDB(path.join(folder, 'b'))
  const everybody = read('documents.json'), edited = read('edited.json')
  await a.bulkDocs(everybody)
  await say('start', 0)
  await phase('push', a, url, everybody.length)
  await phase('pull', url, b, everybody.length)
  const known = await a.allDocs({ keys: edited.map(document => document._id) })
  await a.bulkDocs(edited.map((document, at) => ({ ...document, _rev: known.rows[at].value.rev })))
  await phase('later_push', a, url, edited.length)
  await phase('later_pull', url, b, edited.length)
}

if (role === 'server') {
  server(...rest)
} else {
  client(...rest).then(() => process.exit(0), error => {
    console.error(error)
    process.exit(1)
  })
}
