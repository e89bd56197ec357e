using System.Numerics;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;
using Visavis.Engine.Tests.FaceMesh;

namespace Visavis.Benchmarks;

/// <summary>Faces at closures, open and rounded vowels and f, v, enlarged, for the eye; a row for each kind.</summary>
internal sealed class ContactSheet
{
    private const int Side = 280, Columns = 6;
    private const float EyesAcross = 2.4f;

    private static readonly string[] Rows = ["pbm", "ɑæʌ", "uwO", "fv"];

    private readonly Dictionary<int, (int Row, int Column)> _wanted = [];
    private readonly RgbPicture _sheet = new(Columns * Side, Rows.Length * Side);

    public ContactSheet(List<SpokenSentence> spoken)
    {
        foreach (var (row, symbols) in Rows.Index())
        {
            var marks = spoken.SelectMany(sentence => sentence.Phonemes).Where(mark => symbols.Contains(mark.Symbol)).ToList();
            for (var column = 0; column < Math.Min(Columns, marks.Count); column++)
            {
                var mark = marks[column * marks.Count / Columns];
                _wanted[(int)Math.Round((mark.Start.Milliseconds + mark.End.Milliseconds) / 80 - .5)] = (row, column);
            }
        }
    }

    public void Look(int frame, IPixels picture, FacePoints face)
    {
        if (!_wanted.TryGetValue(frame, out var place))
        {
            return;
        }
        Span<float> rgb = stackalloc float[3];
        var last = new Vector2(picture.Width - 1, picture.Height - 1);
        for (var i = 0; i < Side * Side; i++)
        {
            var at = face.Frame.ToPicture(new Vector2((i % Side / (float)Side - .5f) * EyesAcross, (i / Side / (float)Side - .3f) * EyesAcross));
            picture.Sample(Vector2.Clamp(at, Vector2.Zero, last), rgb);
            var target = ((place.Row * Side + i / Side) * _sheet.Width + place.Column * Side + i % Side) * 3;
            (_sheet.Samples[target], _sheet.Samples[target + 1], _sheet.Samples[target + 2]) = ((byte)rgb[0], (byte)rgb[1], (byte)rgb[2]);
        }
    }

    public void Save(string path) => PngWriter.Write(path, _sheet);
}
