using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Visavis.Engine.Media;

/// <summary>What ffmpeg says while it decodes. Never shown to anybody: it is read for the few facts that decide what happened.</summary>
internal sealed partial class DecoderTranscript
{
    /// <summary>A hostile file can make ffmpeg write megabytes; what says something stands at the beginning and at the end.</summary>
    private const int Kept = 16 << 10;

    /// <summary>Stands behind all that ffmpeg says of the file's head.</summary>
    private const string Mapping = "Stream mapping:";

    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _first = new();
    private string _last = "";
    private string? _head;

    /// <summary>Ends when the file's head is understood, or when there is nothing more to come.</summary>
    public Task Begun => _begun.Task;

    public async Task ReadAsync(Stream errors)
    {
        var bytes = new byte[4096];
        try
        {
            for (int read; (read = await errors.ReadAsync(bytes).ConfigureAwait(false)) > 0;)
            {
                Add(Encoding.Latin1.GetString(bytes, 0, read));
            }
        }
        catch (IOException)
        {
            // The pipe broke with the process: the exit code says why.
        }
        _begun.TrySetResult();
    }

    /// <summary>
    /// Length by the file's head; null where it says nothing or ffmpeg only guesses it from the bit rate of the beginning.
    /// A wav whose writer was cut off claims anything, so the bytes that are there count as well.
    /// </summary>
    public MediaTime? Duration(long fileBytes)
    {
        var text = Head();
        if (DurationLine().Match(text) is not { Success: true } match || text.Contains("Estimating duration", StringComparison.Ordinal))
        {
            return null;
        }
        var seconds = 3600 * Number(match, 1) + 60 * Number(match, 2) + Number(match, 3);
        if (PcmLine().Match(text) is { Success: true } pcm && Number(pcm, 1) > 0)
        {
            seconds = Math.Min(seconds, fileBytes * 8 / (1000 * Number(pcm, 1)));
        }
        return MediaTime.FromSeconds(seconds);
    }

    /// <summary>ffmpeg's name of the sound track's coding, or null.</summary>
    public string? Coding() => AudioLine().Match(Head()) is { Success: true } match ? match.Groups[1].Value : null;

    public bool Says(string words)
    {
        lock (_first)
        {
            return _first.ToString().Contains(words, StringComparison.OrdinalIgnoreCase) || _last.Contains(words, StringComparison.OrdinalIgnoreCase);
        }
    }

    private void Add(string text)
    {
        lock (_first)
        {
            var room = Math.Min(text.Length, Kept - _first.Length);
            _first.Append(text, 0, room);
            var last = _last + text[room..];
            _last = last.Length > Kept ? last[^Kept..] : last;
            if (_head is not null || HeadEnd() is not { } end)
            {
                return;
            }
            _head = (_first + _last)[..end];
        }
        _begun.TrySetResult();
    }

    private int? HeadEnd() => (_first + _last).IndexOf(Mapping, StringComparison.Ordinal) is >= 0 and var end ? end : null;

    /// <summary>What is said of the file; our own output is described behind it, in like words.</summary>
    public string Head()
    {
        lock (_first)
        {
            return _head ?? _first + _last;
        }
    }

    private static double Number(Match match, int group) => double.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^  Duration: (\d{2,6}):(\d\d):(\d\d\.\d\d),", RegexOptions.Multiline)]
    private static partial Regex DurationLine();

    [GeneratedRegex(@"^  Stream #0:\d+.*?: Audio: (\w+)", RegexOptions.Multiline)]
    private static partial Regex AudioLine();

    [GeneratedRegex(@"^  Stream #0:\d+.*?: Audio: (?:pcm|adpcm)_.* (\d{1,7}) kb/s", RegexOptions.Multiline)]
    private static partial Regex PcmLine();
}
