using System.Globalization;

namespace Visavis.Server;

/// <summary>Spans of time as people write them: 250ms, 3.6s, 1min, 1h, 7d.</summary>
public static class Duration
{
    // Longest unit first: formatting takes the first that divides, parsing must try "ms" and "min" before "s" and "m".
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("d", TimeSpan.FromDays(1)),
        ("h", TimeSpan.FromHours(1)),
        ("min", TimeSpan.FromMinutes(1)),
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
    ];

    public static bool TryParse(string text, out TimeSpan span)
    {
        foreach (var (unit, length) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                && count * length.TotalSeconds < TimeSpan.MaxValue.TotalSeconds / 2)
            {
                span = length * count;
                return true;
            }
        }
        span = default;
        return false;
    }

    public static string Format(TimeSpan span)
    {
        foreach (var (unit, length) in Units)
        {
            if (unit is "d" or "h" or "min" && span >= length && span.Ticks % length.Ticks == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{span.Ticks / length.Ticks}{unit}");
            }
        }
        return string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds}s");
    }
}
