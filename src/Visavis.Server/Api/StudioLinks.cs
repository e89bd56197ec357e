using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Visavis.Server.Storage;

namespace Visavis.Server.Api;

/// <summary>
/// The link that a start prints: its token can be exchanged once, from this machine only, for a key that lives some
/// hours. Both are forgotten when the server stops.
/// </summary>
public sealed class StudioLinks(ServerOptions options, TimeProvider time)
{
    private readonly DateTimeOffset _linkExpires = time.GetUtcNow() + options.StudioLink;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _sessions = new();
    private string? _token = NewSecret();

    /// <summary>The token of the link; null once exchanged.</summary>
    public string? Token => _token;

    /// <returns>A key and when it expires; null if the token is wrong, spent or expired.</returns>
    public (string Key, DateTimeOffset ExpiresAt)? Exchange(string token)
    {
        var expected = _token;
        if (expected is null || time.GetUtcNow() >= _linkExpires || !Same(token, expected))
        {
            return null;
        }
        if (Interlocked.CompareExchange(ref _token, null, expected) != expected)
        {
            return null;
        }
        return NewKey();
    }

    /// <summary>A key of the default space that lives as long as a studio session.</summary>
    public (string Key, DateTimeOffset ExpiresAt) NewKey()
    {
        var (key, expires) = ("vvs_" + NewSecret(), time.GetUtcNow() + options.StudioSession);
        _sessions[Hash(key)] = expires;
        return (key, expires);
    }

    public Caller? Find(string key) =>
        _sessions.TryGetValue(Hash(key), out var expires) && time.GetUtcNow() < expires
            ? new Caller(KeyStore.DefaultSpace, "studio", "studio")
            : null;

    private static bool Same(string a, string b) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(a)), SHA256.HashData(Encoding.UTF8.GetBytes(b)));

    private static string Hash(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
