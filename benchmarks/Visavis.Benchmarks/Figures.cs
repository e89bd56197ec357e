using System.Globalization;

namespace Visavis.Benchmarks;

/// <summary>Medians and percentiles of what was measured, and the lines that are printed.</summary>
internal static class Figures
{
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[(int)Math.Round(share * (sorted.Length - 1))];
    }

    public static double Median(IEnumerable<double> values) => Percentile(values, 0.5);

    public static void Title(string text) => Console.WriteLine($"\n{text}");

    public static void Line(string name, string value) => Console.WriteLine($"  {name,-52} {value}");

    public static void Milliseconds(string name, IReadOnlyCollection<double> values, string unit = "ms") =>
        Line(name, Text($"p50 {Median(values):0.00} {unit}, p99 {Percentile(values, 0.99):0.00} {unit}"));

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
