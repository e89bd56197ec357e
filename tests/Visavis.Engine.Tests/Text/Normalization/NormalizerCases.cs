using Visavis.Engine.Text;
using Visavis.Engine.Text.Normalization;

namespace Visavis.Engine.Tests.Text.Normalization;

/// <summary>Tables of "as written = as said".</summary>
internal static class NormalizerCases
{
    public static TheoryData<string, string> Of(string table)
    {
        var data = new TheoryData<string, string>();
        foreach (var row in table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = row.Split(" => ", 2);
            data.Add(parts[0], parts.Length > 1 ? parts[1] : parts[0]);
        }
        return data;
    }

    public static void Check(string locale, string written, string said) =>
        Assert.Equal(said, TextNormalizer.For(locale).Normalize(MappedText.Of(written)).Text.Trim());
}
