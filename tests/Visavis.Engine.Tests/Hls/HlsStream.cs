using Microsoft.Extensions.Time.Testing;
using Visavis.Engine.Fmp4;
using Visavis.Engine.Hls;
using Visavis.Engine.Media;

namespace Visavis.Engine.Tests.Hls;

/// <summary>A window whose parts are a few telling bytes, on a clock that stands still.</summary>
internal sealed class HlsStream : IDisposable
{
    public static readonly HlsParameters Parameters = new("avc1.64001F", "mp4a.40.2", 1280, 720, 2_640_000, 1_100_000);

    private long _parts;

    public HlsStream(HlsKind kind, HlsWindowOptions? options = null, bool withFile = true)
    {
        Folder = Directory.CreateTempSubdirectory("visavis-hls").FullName;
        options ??= new HlsWindowOptions();
        options = withFile ? options with { MediaFile = Path.Combine(Folder, "media.m4s") } : options;
        Window = new HlsWindow(kind, Parameters, [1, 2, 3], options, Time);
    }

    public string Folder { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));

    public HlsWindow Window { get; }

    public static byte[] PartBytes(long index) => [(byte)(index >> 8), (byte)index, .. Enumerable.Repeat((byte)7, (int)(index % 4))];

    public static byte[] SegmentBytes(long number) => [.. Enumerable.Range(0, 5).SelectMany(part => PartBytes(number * 5 + part))];

    public void Publish(int parts)
    {
        for (var i = 0; i < parts; i++, _parts++)
        {
            Window.Publish(new Fragment(PartBytes(_parts), new MediaTime(_parts * 9600), new MediaTime(9600), _parts % 5 == 0));
        }
    }

    public async Task<string> Playlist(long? number = null, int? part = null, bool skip = false)
    {
        var answer = await Window.MediaPlaylistAsync(number, part, skip, default);
        Assert.Equal(HlsOutcome.Found, answer.Outcome);
        return System.Text.Encoding.UTF8.GetString(answer.Body.Span);
    }

    public async Task<byte[]> Media(string name)
    {
        var answer = await Window.MediaAsync(name, default);
        Assert.Equal(HlsOutcome.Found, answer.Outcome);
        return answer.Body.ToArray();
    }

    public async Task<HlsOutcome> Outcome(string name) => (await Window.MediaAsync(name, default)).Outcome;

    public void Dispose()
    {
        Window.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
