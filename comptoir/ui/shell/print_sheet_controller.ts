import { Controller } from "@hotwired/stimulus";

/**
 * A page for paper: what is folded on screen stands open, and a button prints. Tables behind charts stay folded:
 * paper shows the chart.
 *
 *   <body data-controller="print-sheet"><button data-action="print-sheet#print">
 */
export default class PrintSheetController extends Controller<HTMLElement> {
  override connect(): void {
    for (const details of this.element.querySelectorAll<HTMLDetailsElement>("details:not(.chart-table)"))
      details.open = true;
  }

  print(): void {
    window.print();
  }
}
