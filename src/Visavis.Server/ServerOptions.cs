using System.Globalization;
using System.Net;
using Visavis.Engine.Encode;
using Visavis.Engine.Speech.Folders;

namespace Visavis.Server;

/// <summary>
/// Every setting, with its default. In the file a key is the property's name in snake_case; in the environment it is
/// VISAVIS_ and the same in capitals. <c>samples/visavis.full.json</c> explains each.
/// </summary>
public sealed record ServerOptions
{
    // Slower ones cannot keep up with many sessions on a processor.
    private static readonly string[] Presets = ["ultrafast", "superfast", "veryfast", "faster", "fast", "medium"];

    public string Host { get; init; } = "127.0.0.1";

    /// <summary>0 takes any free port.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>What clients reach the server by, for the URLs in answers; null takes each request's own host.</summary>
    public string? PublicUrl { get; init; }

    public string Data { get; init; } = "./data";

    public int SessionsPerSpace { get; init; } = 3;

    public TimeSpan MaxSession { get; init; } = TimeSpan.FromHours(1);

    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan Curtain { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan ScriptLead { get; init; } = TimeSpan.FromSeconds(4);

    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(3.6);

    /// <summary>x264's constant rate factor: lower is better and larger.</summary>
    public int VideoCrf { get; init; } = 26;

    /// <summary>Ceiling that the playlist's BANDWIDTH promises.</summary>
    public int VideoKbitPerSecond { get; init; } = 1_600;

    /// <summary>x264's speed.</summary>
    public string VideoPreset { get; init; } = "superfast";

    /// <summary>Characters in one request.</summary>
    public int TextPerRequest { get; init; } = 5_000;

    /// <summary>Characters in one session, the seed included.</summary>
    public int TextPerSession { get; init; } = 45_000;

    public int RequestBytes { get; init; } = 1 << 20;

    public int RequestsPerSecond { get; init; } = 200;

    public int RequestBurst { get; init; } = 400;

    public TimeSpan TextRetention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long the files of POST /v3/voices/speech can be fetched.</summary>
    public TimeSpan SpeechRetention { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long the media of a finished session can still be fetched.</summary>
    public TimeSpan MediaRetention { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan StudioLink { get; init; } = TimeSpan.FromHours(1);

    public TimeSpan StudioSession { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Threads that paint and encode; null is one a core.</summary>
    public int? MediaThreads { get; init; }

    /// <summary>Cores that the voices of all live sessions may take together; null is half of them.</summary>
    public int? SpeechCores { get; init; }

    /// <summary>Voices, by id with commas between, that speak texts in letters which the voice asked for cannot read; the first that can does.</summary>
    public string? ScriptFallback { get; init; }

    // Sound and other files that clients send.

    /// <summary>Bytes of one uploaded file.</summary>
    public int AssetBytes { get; init; } = 50 << 20;

    /// <summary>Bytes of all files of one space; equal ones count each.</summary>
    public long AssetsBytesPerSpace { get; init; } = 2L << 30;

    /// <summary>Bytes of a sound that a session is created with, by address or in the request.</summary>
    public int AudioBytes { get; init; } = 50 << 20;

    /// <summary>Seconds of the longest sound.</summary>
    public int AudioSeconds { get; init; } = 600;

    /// <summary>The longest time that a sound may take to come from its address.</summary>
    public TimeSpan FetchTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether sound may come from this machine's loopback addresses, by http too; for tests and local use.</summary>
    public bool FetchAllowLoopback { get; init; }

    // Looks of a space's own.

    /// <summary>Bytes of a photo that a look is made from.</summary>
    public int PictureBytes { get; init; } = 50 << 20;

    /// <summary>Bytes of a clip that a look is made from.</summary>
    public int ClipBytes { get; init; } = 200 << 20;

    /// <summary>Looks that a space may have beside the built-in ones.</summary>
    public int LooksPerSpace { get; init; } = 100;

    /// <summary>Looks that are made at the same time; the others wait.</summary>
    public int LookBuilds { get; init; } = 1;

    /// <summary>Looks of spaces whose pictures stay in memory, some 6 MB each; the one not shown for longest leaves.</summary>
    public int LooksInMemory { get; init; } = 32;

    /// <summary>Whether a look from a photo needs the consent of the person shown before it can be used.</summary>
    public bool PhotoConsent { get; init; }

    /// <summary>Whether a look of a type needs the consent of the person shown: one from a clip always does.</summary>
    internal bool NeedsConsent(string type) => PhotoConsent || type == Api.AvatarsApi.DigitalTwin;

    /// <summary><see cref="ScriptFallback"/> as ids.</summary>
    public IReadOnlyList<string> ScriptFallbackVoices => ScriptFallback?.Split(',', StringSplitOptions.TrimEntries) ?? [];

    /// <summary>What the encoder is opened with.</summary>
    public VideoEncoderOptions Video => new() { Crf = VideoCrf, MaxKbitPerSecond = VideoKbitPerSecond, BufferKbit = VideoKbitPerSecond / 2, Preset = VideoPreset };

    /// <summary>Whether the server answers on the loopback interface only.</summary>
    public bool IsLoopback => Host == "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>One sentence for each setting that cannot be, naming its key.</summary>
    public IEnumerable<string> Faults()
    {
        if (Host != "localhost" && !IPAddress.TryParse(Host, out _))
        {
            yield return $"host is '{Host}' but must be an IP address or localhost.";
        }
        if (PublicUrl is not null && !IsWebAddress(PublicUrl))
        {
            yield return $"public_url is '{PublicUrl}' but must be an http or https address without query, such as https://face.example.com.";
        }
        if (string.IsNullOrWhiteSpace(Data))
        {
            yield return "data is empty but must name a folder.";
        }
        if (!Presets.Contains(VideoPreset))
        {
            yield return $"video_preset is '{VideoPreset}' but must be one of {string.Join(", ", Presets)}.";
        }
        foreach (var fault in NumberFaults().Concat(TimeFaults()).OfType<string>())
        {
            yield return fault;
        }
        if (ScriptFallbackVoices.FirstOrDefault(id => !VoiceFolder.IsId(id)) is { } noId)
        {
            yield return $"script_fallback has '{noId}' but must be ids of voices with commas between, such as espeak-ru, espeak-cmn.";
        }
        if (TextPerSession < TextPerRequest)
        {
            yield return $"text_per_session is {TextPerSession} but must be at least text_per_request, {TextPerRequest}.";
        }
    }

    private IEnumerable<string?> NumberFaults() =>
    [
        Within("port", Port, 0, 65_535),
        Within("sessions_per_space", SessionsPerSpace, 1, 1_000),
        Within("video_crf", VideoCrf, 0, 51),
        Within("video_kbit_per_second", VideoKbitPerSecond, 100, 50_000),
        Within("text_per_request", TextPerRequest, 1, 1_000_000),
        Within("text_per_session", TextPerSession, 1, 10_000_000),
        Within("request_bytes", RequestBytes, 1_024, 64 << 20),
        Within("requests_per_second", RequestsPerSecond, 1, 1_000_000),
        Within("request_burst", RequestBurst, 1, 1_000_000),
        Within("media_threads", MediaThreads ?? 1, 1, 256),
        Within("speech_cores", SpeechCores ?? 1, 1, 256),
        Within("asset_bytes", AssetBytes, 1_024, 1 << 30),
        Within("assets_bytes_per_space", AssetsBytesPerSpace, 1_024, 1L << 50),
        Within("audio_bytes", AudioBytes, 1_024, 256 << 20),
        Within("audio_seconds", AudioSeconds, 1, 3_600),
        Within("picture_bytes", PictureBytes, 1_024, 256 << 20),
        Within("clip_bytes", ClipBytes, 1_024, 1 << 30),
        Within("looks_per_space", LooksPerSpace, 0, 100_000),
        Within("look_builds", LookBuilds, 1, 64),
        Within("looks_in_memory", LooksInMemory, 1, 100_000),
    ];

    private IEnumerable<string?> TimeFaults() =>
    [
        Within("max_session", MaxSession, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
        Within("idle_timeout", IdleTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
        Within("curtain", Curtain, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
        Within("script_lead", ScriptLead, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
        Within("linger", Linger, TimeSpan.Zero, TimeSpan.FromMinutes(10)),
        Within("text_retention", TextRetention, TimeSpan.FromMinutes(1), TimeSpan.FromDays(3650)),
        Within("speech_retention", SpeechRetention, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30)),
        Within("media_retention", MediaRetention, TimeSpan.Zero, TimeSpan.FromDays(1)),
        Within("studio_link", StudioLink, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
        Within("studio_session", StudioSession, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30)),
        Within("fetch_timeout", FetchTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
    ];

    private static string? Within(string key, long value, long least, long most) =>
        value >= least && value <= most ? null : string.Create(CultureInfo.InvariantCulture, $"{key} is {value} but must be from {least} to {most}.");

    private static string? Within(string key, TimeSpan value, TimeSpan least, TimeSpan most) =>
        value >= least && value <= most ? null : $"{key} is {Duration.Format(value)} but must be from {Duration.Format(least)} to {Duration.Format(most)}.";

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.Query.Length == 0
        && uri.Fragment.Length == 0;
}
