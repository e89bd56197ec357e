using System.Buffers.Text;
using System.Security.Cryptography;
using Visavis.Engine.Media;
using Visavis.Engine.Session;
using Visavis.Engine.Speech;
using Visavis.Engine.Text;

namespace Visavis.Server.Voices;

/// <summary>Speech without a face, as files that whoever knows their address can fetch for a while.</summary>
public sealed class SpeechFiles : IDisposable
{
    /// <summary>More would only take turns with each other and with live sessions.</summary>
    private const int AtOnce = 2;

    private readonly SemaphoreSlim _room = new(AtOnce);
    private readonly ServerOptions _options;
    private readonly TimeProvider _time;
    private readonly string _folder;

    public SpeechFiles(ServerOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _folder = Path.GetFullPath(Path.Combine(options.Data, "speech"));
        Directory.CreateDirectory(_folder);
    }

    /// <summary>Speaks; the file is found by the token, which nobody can guess.</summary>
    /// <exception cref="SpeechException">The voice failed.</exception>
    public async Task<(string Token, IReadOnlyList<TimedWord> Words, MediaTime Length)> SpeakAsync(
        ISpeechEngine voice, IReadOnlyList<Clause> clauses, CancellationToken cancellation)
    {
        await _room.WaitAsync(cancellation).ConfigureAwait(false);
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18));
        try
        {
            var (words, length) = await Recital.SpeakAsync(voice, clauses, PathOf(token), cancellation).ConfigureAwait(false);
            return (token, words, length);
        }
        catch
        {
            File.Delete(PathOf(token));
            throw;
        }
        finally
        {
            _room.Release();
        }
    }

    /// <summary>The file of a token; null where there is none (any more).</summary>
    public string? Find(string token) =>
        token.Length == 24 && token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && File.Exists(PathOf(token)) ? PathOf(token) : null;

    /// <summary>Deletes what is older than it is kept.</summary>
    public void Sweep()
    {
        var limit = (_time.GetUtcNow() - _options.SpeechRetention).UtcDateTime;
        foreach (var file in Directory.EnumerateFiles(_folder).Where(file => File.GetLastWriteTimeUtc(file) < limit))
        {
            File.Delete(file);
        }
    }

    public void Dispose() => _room.Dispose();

    private string PathOf(string token) => Path.Combine(_folder, token + ".wav");
}
