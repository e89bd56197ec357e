using System.Text;
using Visavis.Engine.Session;
using Visavis.Server.Api;
using Visavis.Server.Assets;
using Visavis.Server.Storage;

namespace Visavis.Server.Sessions;

/// <summary>A session that runs or whose media can still be fetched, with what the server knows of it beside the engine.</summary>
public sealed class LiveSession : IDisposable
{
    // Texts of one session are logged and handed on one after the other, so that the log's order is the spoken one.
    private readonly SemaphoreSlim _order = new(1);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TextLog _texts;
    private readonly ServerOptions _options;
    private int _seq;
    private int _characters;

    internal LiveSession(StoredSession stored, string mediaToken, AvatarSession session, string seed, TextLog texts, ServerOptions options)
    {
        Stored = stored;
        MediaToken = mediaToken;
        Session = session;
        _texts = texts;
        _options = options;
        First = new LoggedText(stored.Id, _seq++, TextKind.Seed, seed, Final: stored.Kind != SessionKind.TextStream);
        Count(seed);
    }

    public StoredSession Stored { get; }

    public string Id => Stored.Id;

    /// <summary>What the media URLs are found by; nobody can guess it.</summary>
    public string MediaToken { get; }

    public AvatarSession Session { get; }

    /// <summary>What its voice takes of a core, 0 for a sound; given back when it is over.</summary>
    public double SpeechCost { get; init; }

    /// <summary>What it says, if that is a sound; kept until the session is over.</summary>
    public SoundFile? Sound { get; init; }

    /// <summary>The text it was created with; none for a sound.</summary>
    public LoggedText First { get; }

    /// <summary>All accepted text in UTF-8.</summary>
    public int BufferedBytes { get; private set; }

    /// <summary>Done when the session is over and its end is kept; its media can still be fetched.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Keeps a delta, then hands it to the presenter.</summary>
    /// <returns>All accepted text so far, in bytes of UTF-8.</returns>
    public async Task<int> AppendAsync(string delta, bool final)
    {
        // No cancellation from here on: a text that is in the log must be said, whether or not its sender still listens.
        await _order.WaitAsync().ConfigureAwait(false);
        try
        {
            RequireOpen();
            RequireRoom(delta, "delta");
            await LogAsync(TextKind.Delta, delta, final).ConfigureAwait(false);
            return Session.Append(delta, final) ? BufferedBytes : throw ApiException.StreamClosed();
        }
        finally
        {
            _order.Release();
        }
    }

    /// <summary>Drops what is not said yet and says <paramref name="text"/> next, if there is any.</summary>
    /// <returns>The text said so far.</returns>
    public async Task<string> InterruptAsync(string? text)
    {
        await _order.WaitAsync().ConfigureAwait(false);
        try
        {
            if (Session.End is not null || text is not null)
            {
                RequireOpen();
            }
            RequireRoom(text ?? "", "text");
            await LogAsync(TextKind.Interrupt, text ?? "", final: false).ConfigureAwait(false);
            return Session.Interrupt(text) ?? throw ApiException.StreamClosed();
        }
        finally
        {
            _order.Release();
        }
    }

    public void Dispose()
    {
        Session.Dispose();
        _order.Dispose();
    }

    internal void MarkEnded() => _ended.TrySetResult();

    private void RequireOpen()
    {
        if (Session.IsFinal)
        {
            throw ApiException.StreamClosed();
        }
    }

    private void RequireRoom(string text, string field)
    {
        if (_characters + Characters.Count(text) > _options.TextPerSession)
        {
            throw ApiException.Invalid(field, $"A session takes at most {_options.TextPerSession} characters of text; {_options.TextPerSession - _characters} are left.");
        }
    }

    private async Task LogAsync(TextKind kind, string text, bool final)
    {
        await _texts.AppendAsync(new LoggedText(Id, _seq, kind, text, final)).ConfigureAwait(false);
        _seq++;
        Count(text);
    }

    private void Count(string text)
    {
        BufferedBytes += Encoding.UTF8.GetByteCount(text);
        _characters += Characters.Count(text);
    }
}
