using System.Security.Cryptography;
using System.Text;
using Visavis.Engine.Speech;
using Visavis.Server.Api;
using Visavis.Server.Sessions;

namespace Visavis.Server.Voices;

/// <summary>What each voice sounds like: spoken once when it is first asked for, then kept on disk until another voice takes its id.</summary>
public sealed class Previews : IDisposable
{
    /// <summary>Whoever asks for all previews at once is asked to come back.</summary>
    private const int MostWaiting = 32;

    /// <summary>Another build of the engine may speak otherwise.</summary>
    private static readonly string Program = typeof(Voice).Module.ModuleVersionId.ToString("N");

    private static readonly TimeSpan RetryWhenFull = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Stage _stage;
    private readonly string _folder;
    private int _waiting;

    public Previews(Stage stage, ServerOptions options)
    {
        _stage = stage;
        _folder = Path.GetFullPath(Path.Combine(options.Data, "previews"));
        Directory.CreateDirectory(_folder);
    }

    /// <summary>The WAV file of a voice's preview.</summary>
    /// <exception cref="ApiException">Too many wait, or the voice cannot speak.</exception>
    public async Task<string> FileAsync(Voice voice, CancellationToken cancellation)
    {
        var greeting = Greetings.For(voice.Language, voice.Engine.CanRead);
        var file = Path.Combine(_folder, NameOf(voice, greeting) + ".wav");
        if (File.Exists(file))
        {
            return file;
        }
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw ApiException.TooMany($"{MostWaiting} previews are being spoken: ask again soon.", RetryWhenFull);
        }
        try
        {
            await _turn.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                await SpeakAsync(voice, greeting, file, cancellation).ConfigureAwait(false);
                return file;
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task SpeakAsync(Voice voice, string greeting, string file, CancellationToken cancellation)
    {
        if (File.Exists(file))
        {
            return;
        }
        // Under another name, so that a killed process leaves no half preview.
        var part = file + ".part";
        try
        {
            await Recital.SpeakAsync(_stage.SharedEngine(voice), Recital.ClausesOf(greeting), part, cancellation).ConfigureAwait(false);
            File.Move(part, file, overwrite: true);
            DropOthers(file);
        }
        catch (SpeechException error)
        {
            throw ApiException.Unavailable($"The voice '{voice.Id}' cannot speak now: {error.Message}");
        }
    }

    /// <summary>Those of what had this voice's id before.</summary>
    private void DropOthers(string file)
    {
        var name = Path.GetFileName(file);
        foreach (var other in Directory.EnumerateFiles(_folder, name[..(name.IndexOf('-', StringComparison.Ordinal) + 1)] + "*.wav").Where(other => Path.GetFileName(other) != name))
        {
            File.Delete(other);
        }
    }

    /// <summary>The id in front, and behind it all that the sound depends on: another voice under the same id, or its files replaced, has another name here.</summary>
    private static string NameOf(Voice voice, string greeting) =>
        Hash(voice.Id.ToUpperInvariant()) + "-" + Hash(string.Join('\n', voice.Name, voice.Gender, voice.Locale, voice.Family, voice.Version, Program, greeting));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..24];
}
