namespace Visavis.Engine.Speech.Remote;

/// <summary>A text that no log, message or list shows.</summary>
public sealed class Secret(string value)
{
    /// <summary>The text itself; only for the header of a request.</summary>
    public string Reveal() => value;

    public override string ToString() => "(secret)";
}

/// <summary>How a server with OpenAI's <c>POST /v1/audio/speech</c> is asked to speak.</summary>
public sealed record RemoteVoiceOptions
{
    /// <summary>The path of the call, appended to an address that does not end with it.</summary>
    private const string Path = "/v1/audio/speech";

    /// <summary>The server, such as https://api.openai.com; http only where the operator says so.</summary>
    public required Uri Url { get; init; }

    /// <summary>"tts-1", "kokoro".</summary>
    public required string Model { get; init; }

    /// <summary>The server's name for the voice.</summary>
    public required string Voice { get; init; }

    /// <summary>Sent as a bearer token.</summary>
    public Secret? Key { get; init; }

    /// <summary>"pcm" (16-bit mono without a header) or "wav".</summary>
    public string Format { get; init; } = "pcm";

    /// <summary>Rate of "pcm", Hz; "wav" tells its own.</summary>
    public int SampleRate { get; init; } = 24_000;

    /// <summary>For a whole clause, tries and waits between them included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>From the request to the head of the answer, one try.</summary>
    public TimeSpan FirstByteTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Tries after the first one.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Requests at once; further clauses wait.</summary>
    public int MostRequests { get; init; } = 4;

    /// <summary>The address of the call.</summary>
    public Uri Address
    {
        get
        {
            var address = Url.GetLeftPart(UriPartial.Path).TrimEnd('/');
            var isWhole = address.EndsWith(Path[3..], StringComparison.Ordinal);
            var hasVersion = address.EndsWith("/v1", StringComparison.Ordinal);
            return new Uri(isWhole ? address : hasVersion ? address + Path[3..] : address + Path);
        }
    }
}
