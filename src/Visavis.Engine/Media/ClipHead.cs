using System.Globalization;
using System.Text.RegularExpressions;

namespace Visavis.Engine.Media;

/// <summary>What ffmpeg says of a clip's pictures before it decodes them.</summary>
/// <param name="Coding">Its name of their coding.</param>
/// <param name="Width">Pixels as they are stored.</param>
/// <param name="Height">Pixels as they are stored.</param>
/// <param name="PixelAspect">Width of a pixel over its height.</param>
/// <param name="IsTurned">Whether they are shown turned by a quarter.</param>
/// <param name="Colours">Range, matrix, primaries and transfer as ffmpeg writes them; empty where the file says nothing.</param>
internal sealed partial record ClipHead(string Coding, int Width, int Height, double PixelAspect, bool IsTurned, string Colours)
{
    /// <summary>zscale's name of a transfer brighter than a usual screen (ITU-R BT.2100: hybrid log-gamma, perceptual quantiser); else null.</summary>
    public string? BrightTransfer => BrightName().Match(Colours) is { Success: true } named ? named.Value : null;

    /// <summary>ffmpeg's name of the matrix that the file names; else it follows the size (ITU-R BT.601 up to 576 lines), as players take it.</summary>
    public string Matrix => MatrixName().Match(Colours) is { Success: true } named ? named.Value : Math.Min(Width, Height) > 576 ? "bt709" : "smpte170m";

    /// <summary>Of the first stream of pictures that is no cover; null where there is none.</summary>
    public static ClipHead? Of(string said)
    {
        foreach (Match match in VideoLine().Matches(said))
        {
            if (match.Groups[2].Value.Contains("(attached pic)", StringComparison.Ordinal))
            {
                continue;
            }
            var size = SizePart().Match(match.Groups[2].Value);
            var aspect = AspectPart().Match(match.Groups[2].Value);
            var rest = said[(match.Index + match.Length)..];
            var own = NextStream().Match(rest) is { Success: true } next ? rest[..next.Index] : rest;
            return new ClipHead(
                match.Groups[1].Value, Number(size.Groups[2]), Number(size.Groups[3]),
                aspect.Success && Number(aspect.Groups[2]) > 0 ? Math.Clamp((double)Number(aspect.Groups[1]) / Number(aspect.Groups[2]), .1, 10) : 1,
                Rotation().Match(own) is { Success: true } turn && IsQuarter(double.Parse(turn.Groups[1].ValueSpan, CultureInfo.InvariantCulture)),
                size.Groups[1].Value);
        }
        return null;
    }

    private static bool IsQuarter(double degrees) => Math.Abs(Math.Abs(degrees) % 180 - 90) < 45;

    private static int Number(Group group) => group.Success && int.TryParse(group.ValueSpan, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"^  Stream #0:\d+.*?: Video: (\w+)(.*)$", RegexOptions.Multiline)]
    private static partial Regex VideoLine();

    [GeneratedRegex(@"^  Stream #0:\d+", RegexOptions.Multiline)]
    private static partial Regex NextStream();

    [GeneratedRegex(@", \w+(?:\(([^)]*)\))?, (\d{1,9})x(\d{1,9})")]
    private static partial Regex SizePart();

    [GeneratedRegex(@"SAR (\d{1,9}):(\d{1,9})")]
    private static partial Regex AspectPart();

    [GeneratedRegex(@"^      displaymatrix: rotation of (-?\d+\.\d+) degrees", RegexOptions.Multiline)]
    private static partial Regex Rotation();

    // The matrix stands before primaries and transfer.
    [GeneratedRegex(@"bt709|bt470bg|smpte170m|smpte240m|fcc|bt2020")]
    private static partial Regex MatrixName();

    [GeneratedRegex(@"arib-std-b67|smpte2084")]
    private static partial Regex BrightName();
}
