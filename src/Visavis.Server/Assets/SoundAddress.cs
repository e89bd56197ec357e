using System.Net;
using Visavis.Engine.Media;

namespace Visavis.Server.Assets;

/// <summary>How a host name becomes addresses.</summary>
public delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken cancellation);

/// <summary>
/// Which addresses sound may be fetched from: https and the public internet only, so that nobody uses this server to reach what
/// stands behind it. Every failure is a sentence for the client.
/// </summary>
/// <param name="allowLoopback">Whether this machine's own loopback addresses may be asked too, by http as well.</param>
/// <param name="resolve">Asks the name server.</param>
public sealed class SoundAddress(bool allowLoopback, ResolveHost resolve)
{
    private const int LongestUrl = 8_192;

    /// <summary>The address as it may be asked for.</summary>
    /// <exception cref="SoundException">It may not; the message says why.</exception>
    public Uri Parse(string url)
    {
        if (url.Length > LongestUrl)
        {
            throw new SoundException(SoundFault.Unreachable, $"The address is longer than {LongestUrl} characters.");
        }
        return Uri.TryCreate(url, UriKind.Absolute, out var uri) ? Require(uri) : throw new SoundException(SoundFault.Unreachable, "The address is not a complete URL: it must begin with https://.");
    }

    /// <summary>Where a redirect leads, by the same rules.</summary>
    public Uri Follow(Uri from, Uri? location)
    {
        var next = location is null ? throw new SoundException(SoundFault.Unreachable, "The file's server redirects without saying where to.") : new Uri(from, location);
        return from.Scheme == Uri.UriSchemeHttps && next.Scheme == Uri.UriSchemeHttp
            ? throw new SoundException(SoundFault.Unreachable, "The file's server redirects from https to http, which is refused.")
            : Require(next);
    }

    /// <summary>The addresses of a host, all of them allowed.</summary>
    /// <exception cref="SoundException">There are none, or one is not public.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await LookUpAsync(host, cancellation).ConfigureAwait(false);
        // One private address among public ones is how name servers are turned against those who ask them.
        return Array.TrueForAll(addresses, IsAllowed)
            ? addresses
            : throw new SoundException(SoundFault.Unreachable, "The address leads to a private network, which is refused: files are fetched from public addresses only.");
    }

    private async Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellation)
    {
        try
        {
            var addresses = await resolve(host, cancellation).ConfigureAwait(false);
            return addresses.Length > 0 ? addresses : throw NotFound(host);
        }
        catch (System.Net.Sockets.SocketException)
        {
            throw NotFound(host);
        }
    }

    private static SoundException NotFound(string host) => new(SoundFault.Unreachable, $"The host {host} cannot be found: check the address.");

    private bool IsAllowed(IPAddress address) =>
        PublicAddresses.Contains(address) || (allowLoopback && IPAddress.IsLoopback(address));

    private Uri Require(Uri uri)
    {
        var secure = uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && allowLoopback && uri.IsLoopback);
        if (!secure)
        {
            throw new SoundException(SoundFault.Unreachable, "The address must begin with https://.");
        }
        return uri.UserInfo.Length == 0 && uri.Port != 0
            ? uri
            : throw new SoundException(SoundFault.Unreachable, "The address must not carry a user name or password, nor port 0.");
    }
}
