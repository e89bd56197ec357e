namespace Visavis.Engine.Portraits;

/// <summary>What <c>pack.json</c> says of a loop.</summary>
/// <param name="Sizes">Bytes of each picture in <see cref="LoopWriter.FileName"/>.</param>
/// <param name="Maps">What each shows of the base.</param>
internal sealed record LoopCard(IReadOnlyList<int> Sizes, IReadOnlyList<LoopMap> Maps)
{
    public const string PaintName = "paint.png";

    public object Json => new
    {
        file = LoopWriter.FileName,
        paint = PaintName,
        frames = Sizes.Zip(Maps, (bytes, map) => new { bytes, map = map.Map.Select(value => Math.Round(value, 5)), light = map.Light.Select(value => Math.Round(value, 4)) }),
    };
}
