import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { expect } from 'chai';
import { connectionPool } from '../../src/aws/http.js';
import { directHosts, TunnelAgent } from '../../src/aws/proxy-agent.js';

/** A proxy that answers each CONNECT with `status`, and keeps what comes. */
async function proxy(status: string) {
  const seen: Buffer[] = [];
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', (head) => {
      seen.push(head);
      socket.write(`HTTP/1.1 ${status}\r\n\r\n`);
      socket.once('data', (tunnelled) => {
        seen.push(tunnelled);
        socket.destroy();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    seen,
    stop,
    url: new URL(`http://user:p%40ss@127.0.0.1:${(server.address() as AddressInfo).port}`),
  };
}

async function get(agent: https.Agent): Promise<NodeJS.ErrnoException> {
  return new Promise((resolve) => {
    const request = https.get({ host: 'config.eu-west-1.amazonaws.com', port: 443, agent });
    request.on('error', resolve);
  });
}

describe('HTTPS_PROXY', () => {
  it('opens a tunnel to AWS’s host, with the proxy’s own login, and speaks TLS through it', async () => {
    const { seen, stop, url } = await proxy('200 Connection established');
    await get(new TunnelAgent(url, () => false, 1000, {}));
    const [head = '', tunnelled = Buffer.alloc(0)] = [seen[0]?.toString(), seen[1]];
    expect(head).to.match(/^CONNECT config\.eu-west-1\.amazonaws\.com:443 HTTP\/1\.1\r\n/);
    expect(head).to.include(`proxy-authorization: Basic ${Buffer.from('user:p@ss').toString('base64')}`);
    // The first byte of a TLS handshake; the name of the host is in its clear part.
    expect(tunnelled[0]).to.equal(0x16);
    expect(tunnelled.toString('latin1')).to.include('config.eu-west-1.amazonaws.com');
    await stop();
  });

  it('says which proxy refused, as an error that counts as a network’s', async () => {
    const { stop, url } = await proxy('407 Proxy Authentication Required');
    const error = await get(new TunnelAgent(url, () => false, 1000, {}));
    expect(error.message).to.include(url.host).and.include('407');
    expect(error.code).to.equal('ECONNREFUSED');
    await stop();
  });

  it('may be written without http://, and is refused where it is no address of a proxy', () => {
    const agentFor = (HTTPS_PROXY: string) =>
      connectionPool({ HTTPS_PROXY }, () => undefined).requestHandler.httpsAgent;
    expect(agentFor('proxy.example.org:3128')).to.be.instanceOf(TunnelAgent);
    expect(agentFor('')).not.to.be.instanceOf(TunnelAgent);
    for (const wrong of ['ftp://proxy', 'http://', 'a b'])
      expect(() => agentFor(wrong), wrong)
        .to.throw('HTTPS_PROXY')
        .with.property('code', 'InvalidUsage');
  });

  it('leaves the hosts of NO_PROXY alone', () => {
    const direct = directHosts('localhost, .internal,amazonaws.com');
    expect(['localhost', 'a.internal', 'config.eu-west-1.amazonaws.com'].map(direct)).to.deep.equal([
      true,
      true,
      true,
    ]);
    expect(['internal', 'example.org', 'xamazonaws.com'].map(direct)).to.deep.equal([false, false, false]);
    expect(directHosts('*')('anything')).to.equal(true);
    expect(directHosts(undefined)('anything')).to.equal(false);
  });
});
